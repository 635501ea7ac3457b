package oar.runtime.arm.machine;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * The numbers that powers of two are computed with, each in all lanes of a vector. {@code 2^y} is {@code 2^n p(y - n)} with n the
 * integer next to y and p a polynomial, fitted to the least greatest relative error between -1/2 and 1/2, which is 2e-9.
 */
public final class ExponentialTable {
  /** The greatest absolute value of y. */
  public static final float LIMIT = 126;
  /** From the constant one to that of the sixth power. */
  private static final float[] COEFFICIENTS = {1, 0.6931471824645996f, 0.24022647738456726f,
      0.055503323674201965f, 0.009618437848985195f, 0.0013398875016719103f, 0.00015353303751908243f};
  private static final float[] NUMBERS = numbers();

  /** Bytes of the table. */
  static final int BYTES = NUMBERS.length * VectorWidth.BITS_512.bytes();

  private ExponentialTable() {}

  private static float[] numbers() {
    float[] numbers = new float[COEFFICIENTS.length + 2];
    System.arraycopy(COEFFICIENTS, 0, numbers, 0, COEFFICIENTS.length);
    numbers[COEFFICIENTS.length] = LIMIT;
    numbers[COEFFICIENTS.length + 1] = -LIMIT;
    return numbers;
  }

  /** Return the degree of the polynomial. */
  public static int degree() {
    return COEFFICIENTS.length - 1;
  }

  /** Return a coefficient of the polynomial. */
  public static float coefficient(int power) {
    return COEFFICIENTS[power];
  }

  static int coefficientOffset(int power) {
    return power * VectorWidth.BITS_512.bytes();
  }

  static int limitOffset(boolean isUpper) {
    return (COEFFICIENTS.length + (isUpper ? 0 : 1)) * VectorWidth.BITS_512.bytes();
  }

  static void fill(MemorySegment table) {
    int lanes = VectorWidth.BITS_512.lanes();
    for (int i = 0; i < NUMBERS.length * lanes; i++) {
      table.setAtIndex(ValueLayout.JAVA_FLOAT, i, NUMBERS[i / lanes]);
    }
  }
}
