package oar.runtime.arm.kernel.channelwise;

/** What becomes of the elements under a window. */
enum Combination {
  /** The sum of their products with a filter's taps. */
  CONVOLUTION,
  /** Their sum, times a factor. */
  AVERAGE,
  /** The greatest; of several that do not compare, the last. */
  MAXIMUM
}
