package oar.runtime.arm.op.spatial;

/**
 * How many places padding adds to a dimension; a negative number takes places away.
 *
 * @param before in front of its first place
 * @param after behind its last place
 */
record Margin(long before, long after) {
  /** No padding. */
  static final Margin NONE = new Margin(0, 0);
}
