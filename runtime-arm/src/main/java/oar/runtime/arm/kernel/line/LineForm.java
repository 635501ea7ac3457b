package oar.runtime.arm.kernel.line;

/**
 * How lines of elements lie.
 *
 * @param length elements of a line, 1 or more
 * @param stride bytes from a line to the next; of the results as well
 * @param hasAddend whether something is added to the elements
 * @param addendStride bytes from what is added to a line to what is added to the next, 0 if it is the same
 */
public record LineForm(int length, long stride, boolean hasAddend, long addendStride) {
  /** Describe lines that lie one behind the other, to which nothing is added. */
  public static LineForm dense(int length) {
    return new LineForm(length, (long) length * Float.BYTES, false, 0);
  }
}
