package oar.runtime.arm.op.detection;

/** How much of what two shapes cover is covered by both: 0 for nothing, 1 for all. */
@FunctionalInterface
interface Overlap {
  /**
   * Return the overlap of two shapes of an array.
   *
   * @param shapes coordinates
   * @param first where the first shape begins
   * @param second where the second shape begins
   */
  double of(double[] shapes, int first, int second);
}
