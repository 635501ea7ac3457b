package oar.runtime.arm.kernel.movement;

/**
 * One dimension of what is moved.
 *
 * @param extent how many elements, or rows of them, there are along it
 * @param source bytes from one to the next where they are
 * @param target bytes from one to the next where they go
 */
public record MovedDimension(long extent, long source, long target) {}
