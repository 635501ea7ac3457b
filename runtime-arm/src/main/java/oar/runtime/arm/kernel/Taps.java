package oar.runtime.arm.kernel;

/** Which input elements, with which weights, make each output element of a dimension that is resampled. */
public final class Taps {
  private final int input;
  private final int output;
  private final int count;
  private final int[] indexes;
  private final float[] weights;

  /**
   * Prepare taps; all weigh 0 at first.
   *
   * @param input elements of the input
   * @param output elements of the output
   * @param count taps of each output element
   */
  public Taps(int input, int output, int count) {
    this.input = input;
    this.output = output;
    this.count = count;
    this.indexes = new int[output * count];
    this.weights = new float[output * count];
  }

  /** Set one tap of an output element; an index beyond the input stands for the nearest element. */
  public void set(int element, int tap, int index, float weight) {
    indexes[element * count + tap] = Math.clamp(index, 0, input - 1);
    weights[element * count + tap] = weight;
  }

  /** Return the elements of the input. */
  public int input() {
    return input;
  }

  /** Return the elements of the output. */
  public int output() {
    return output;
  }

  /** Return the taps of each output element. */
  public int count() {
    return count;
  }

  /** Return the input element of a tap. */
  public int index(int element, int tap) {
    return indexes[element * count + tap];
  }

  /** Return how much a tap weighs. */
  public float weight(int element, int tap) {
    return weights[element * count + tap];
  }
}
