package oar.format.naivebuffer.lite;

/**
 * What a program is prepared for.
 *
 * @param halfPrecision whether to choose FLOAT16 kernels where there are any
 * @param sparseThreshold the least share of zeros with which a 1x1 convolution is made sparse
 * @param force whether to prepare what the runtime cannot run as well as it can be
 */
public record LiteTarget(boolean halfPrecision, double sparseThreshold, boolean force) {
  /** FLOAT32, nothing sparse, nothing that does not run. */
  public static final LiteTarget DEFAULT = new LiteTarget(false, Double.POSITIVE_INFINITY, false);
}
