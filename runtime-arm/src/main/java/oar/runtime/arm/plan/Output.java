package oar.runtime.arm.plan;

/**
 * A value that an operation writes.
 *
 * @param variable its name in the program, for messages
 * @param value its number in the lowered block, or {@value #UNUSED} if the operator does not name it
 */
public record Output(String variable, int value) {
  /** The number of an output that nothing can read. */
  public static final int UNUSED = -1;
}
