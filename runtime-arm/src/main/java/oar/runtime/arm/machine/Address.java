package oar.runtime.arm.machine;

/**
 * A place in memory.
 *
 * @param base holds an address
 * @param offset bytes behind it
 */
public record Address(Register base, int offset) {}
