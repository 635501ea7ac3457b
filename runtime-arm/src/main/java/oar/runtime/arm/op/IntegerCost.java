package oar.runtime.arm.op;

/**
 * Whether products pay in integers. Costs are counted in single-precision multiplications, of which a core does 16 to 32 in a
 * cycle; their ratios were measured on AVX-512 and are alike elsewhere. They are numbers of the source and not of a clock, so that
 * the same program gives the same results everywhere and at all times.
 */
public final class IntegerCost {
  /** What quantizing an element costs, together with finding the least and the greatest. */
  private static final long QUANTIZATION = 10;
  /** What an operator costs more in integers however small it is. */
  private static final long START = 100_000;
  /** How many products of integers are made in the time of one of single-precision numbers. */
  private static final long RATE = 4;

  private IntegerCost() {}

  /**
   * Tell whether products in integers are faster.
   *
   * @param products how many there are
   * @param quantized how many elements must be quantized for them
   */
  public static boolean pays(long products, long quantized) {
    return START + quantized * QUANTIZATION + products / RATE < products;
  }
}
