package oar.runtime.arm.kernel;

/** The ranges of input elements along one dimension that the output elements are made of. */
public final class Bins {
  private final int input;
  private final int[] starts;
  private final int[] ends;
  private final int[] counts;

  private Bins(int input, int output) {
    this.input = input;
    this.starts = new int[output];
    this.ends = new int[output];
    this.counts = new int[output];
  }

  /** Cut a dimension into parts of about equal size: from floor(i * in / out) to ceil((i + 1) * in / out). */
  public static Bins adaptive(int input, int output) {
    Bins bins = new Bins(input, output);
    for (int i = 0; i < output; i++) {
      bins.starts[i] = (int) ((long) i * input / output);
      bins.ends[i] = Math.toIntExact(Math.ceilDiv((long) (i + 1) * input, (long) output));
      bins.counts[i] = bins.ends[i] - bins.starts[i];
    }
    return bins;
  }

  /**
   * Slide a window over a dimension.
   *
   * @param window which; its padding holds no elements
   * @param countPadding whether a bin's count includes the padding that its window covers
   */
  public static Bins sliding(Window window, boolean countPadding) {
    Bins bins = new Bins(window.input(), window.output());
    for (int i = 0; i < window.output(); i++) {
      int start = window.position(i, 0);
      // As Paddle does, the padding before the first element stands for that behind the last one, too.
      int end = Math.min(start + window.size(), window.input() + window.padBefore());
      bins.starts[i] = Math.clamp(start, 0, window.input());
      bins.ends[i] = Math.clamp(end, bins.starts[i], window.input());
      // A window beside the elements counts none, or less: Paddle divides by that.
      bins.counts[i] = countPadding ? end - start : Math.min(end, window.input()) - Math.max(start, 0);
    }
    return bins;
  }

  /** Return the elements of the dimension. */
  public int input() {
    return input;
  }

  /** Return the number of bins. */
  public int output() {
    return starts.length;
  }

  /** Return the first element of a bin. */
  public int start(int bin) {
    return starts[bin];
  }

  /** Return the element behind the last one of a bin. */
  public int end(int bin) {
    return ends[bin];
  }

  /** Return what the sum over a bin is divided by for its average. */
  public int count(int bin) {
    return counts[bin];
  }
}
