package oar.runtime.arm.plan;

/**
 * A value that an operation reads.
 *
 * @param variable its name in the program, for messages
 * @param value its number in the lowered block
 */
public record Input(String variable, int value) {}
