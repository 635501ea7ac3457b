package oar.runtime.arm.kernel;

/**
 * The discrete Fourier transform of one length: element k of the result is the sum of {@code x[j] exp(-2 pi i j k /
 * n)}, or with {@code +} for the inverse direction, which is not divided by n. A length is taken apart into its
 * prime factors (Cooley and Tukey), so that n elements take n times the sum of these factors multiplications.
 */
public final class FourierTransform {
  private final int length;
  private final double[] cosines;
  private final double[] sines;

  /**
   * Prepare transforms.
   *
   * @param length number of elements, at least 1
   * @param isForward whether the exponent is negative
   */
  public FourierTransform(int length, boolean isForward) {
    this.length = length;
    cosines = new double[length];
    sines = new double[length];
    for (int i = 0; i < length; i++) {
      double angle = 2 * Math.PI * i / length;
      cosines[i] = Math.cos(angle);
      sines[i] = isForward ? -Math.sin(angle) : Math.sin(angle);
    }
  }

  /** Return the number of elements. */
  public int length() {
    return length;
  }

  /**
   * Complex numbers.
   *
   * @param real their real parts
   * @param imaginary their imaginary parts
   */
  public record Line(double[] real, double[] imaginary) {
    /** Create a line of zeros. */
    public Line(int length) {
      this(new double[length], new double[length]);
    }
  }

  /** Transform a line into another one, both of this length. */
  public void run(Line from, Line to) {
    Line terms = new Line(largestFactor());
    run(from, to, terms, new Part(0, 1, length, 0));
  }

  private int largestFactor() {
    int largest = 1;
    for (int rest = length; rest > 1; rest /= smallestFactor(rest)) {
      largest = Math.max(largest, smallestFactor(rest));
    }
    return largest;
  }

  private static int smallestFactor(int number) {
    for (int factor = 2; factor <= number / factor; factor++) {
      if (number % factor == 0) {
        return factor;
      }
    }
    return number;
  }

  /** Every {@code stride}-th of the elements from {@code start} on, transformed to those from {@code target} on. */
  private record Part(int start, int stride, int size, int target) {
    Part residue(int remainder, int factor) {
      int smaller = size / factor;
      return new Part(start + remainder * stride, stride * factor, smaller, target + remainder * smaller);
    }
  }

  private void run(Line from, Line to, Line terms, Part part) {
    if (part.size == 1) {
      to.real[part.target] = from.real[part.start];
      to.imaginary[part.target] = from.imaginary[part.start];
      return;
    }
    int factor = smallestFactor(part.size);
    for (int remainder = 0; remainder < factor; remainder++) {
      run(from, to, terms, part.residue(remainder, factor));
    }
    int count = part.size / factor;
    for (int k = 0; k < count; k++) {
      for (int i = 0; i < factor; i++) {
        terms.real[i] = to.real[part.target + i * count + k];
        terms.imaginary[i] = to.imaginary[part.target + i * count + k];
      }
      for (int i = 0; i < factor; i++) {
        combine(terms, factor, (long) (k + i * count) * part.stride, to, part.target + k + i * count);
      }
    }
  }

  /** Add terms up, each turned by so many more steps of the circle than the one before it. */
  private void combine(Line terms, int count, long steps, Line to, int target) {
    double real = 0;
    double imaginary = 0;
    long turn = 0;
    for (int i = 0; i < count; i++) {
      double cosine = cosines[(int) turn];
      double sine = sines[(int) turn];
      real += terms.real[i] * cosine - terms.imaginary[i] * sine;
      imaginary += terms.real[i] * sine + terms.imaginary[i] * cosine;
      turn += steps;
      turn -= turn >= length ? length : 0;
    }
    to.real[target] = real;
    to.imaginary[target] = imaginary;
  }
}
