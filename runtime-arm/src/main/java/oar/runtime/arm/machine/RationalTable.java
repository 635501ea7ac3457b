package oar.runtime.arm.machine;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * The numbers of functions that are odd rational ones, {@code v p(v^2) / q(v^2)} with v held between two limits, each in all lanes
 * of a vector.
 */
public enum RationalTable {
  /** The error function; 1 in single precision where the magnitude is 4 or more. */
  ERROR_FUNCTION(4,
      new float[]{-1.60960333262415e-02f, -2.95459980854025e-03f, -7.34990630326855e-04f, -5.69250639462346e-05f,
          -2.10102402082508e-06f, 2.77068142495902e-08f, -2.72614225801306e-10f},
      new float[]{-1.42647390514189e-02f, -7.37332916720468e-03f, -1.68282697438203e-03f, -2.13374055278905e-04f,
          -1.45660718464996e-05f}),
  /** The hyperbolic tangent; 1 in single precision where the magnitude is 9 or more. */
  HYPERBOLIC_TANGENT(9,
      new float[]{4.89352455891786e-03f, 6.37261928875436e-04f, 1.48572235717979e-05f, 5.12229709037114e-08f,
          -8.60467152213735e-11f, 2.00018790482477e-13f, -2.76076847742355e-16f},
      new float[]{4.89352518554385e-03f, 2.26843463243900e-03f, 1.18534705686654e-04f, 1.19825839466702e-06f});

  private final float limit;
  private final float[] numerator;
  private final float[] denominator;

  RationalTable(float limit, float[] numerator, float[] denominator) {
    this.limit = limit;
    this.numerator = numerator;
    this.denominator = denominator;
  }

  /** Return the greatest absolute value of v. */
  public float limit() {
    return limit;
  }

  /** Return a coefficient of the numerator's or of the denominator's polynomial. */
  public float coefficient(boolean isNumerator, int power) {
    return (isNumerator ? numerator : denominator)[power];
  }

  /** Return the function's value, computed step by step as machine code does. */
  public float apply(float x) {
    float v = Math.max(Math.min(x, limit), -limit);
    float square = v * v;
    return v * polynomial(numerator, square) / polynomial(denominator, square);
  }

  private static float polynomial(float[] coefficients, float x) {
    float value = coefficients[coefficients.length - 1];
    for (int i = coefficients.length - 2; i >= 0; i--) {
      value = Math.fma(value, x, coefficients[i]);
    }
    return value;
  }

  /** Return the degree of the numerator's polynomial. */
  public int numeratorDegree() {
    return numerator.length - 1;
  }

  /** Return the degree of the denominator's polynomial. */
  public int denominatorDegree() {
    return denominator.length - 1;
  }

  private int vectors() {
    return 2 + numerator.length + denominator.length;
  }

  private int firstVector() {
    int first = 0;
    for (int i = 0; i < ordinal(); i++) {
      first += values()[i].vectors();
    }
    return first;
  }

  /** Return the bytes of all functions' numbers. */
  static int bytes() {
    RationalTable last = values()[values().length - 1];
    return (last.firstVector() + last.vectors()) * VectorWidth.BITS_512.bytes();
  }

  int limitOffset(boolean isUpper) {
    return (firstVector() + (isUpper ? 0 : 1)) * VectorWidth.BITS_512.bytes();
  }

  int numeratorOffset(int power) {
    return (firstVector() + 2 + power) * VectorWidth.BITS_512.bytes();
  }

  int denominatorOffset(int power) {
    return (firstVector() + 2 + numerator.length + power) * VectorWidth.BITS_512.bytes();
  }

  /** Write the numbers of all functions. */
  static void fillAll(MemorySegment table) {
    for (RationalTable function : values()) {
      set(table, function.limitOffset(true), function.limit);
      set(table, function.limitOffset(false), -function.limit);
      for (int i = 0; i < function.numerator.length; i++) {
        set(table, function.numeratorOffset(i), function.numerator[i]);
      }
      for (int i = 0; i < function.denominator.length; i++) {
        set(table, function.denominatorOffset(i), function.denominator[i]);
      }
    }
  }

  private static void set(MemorySegment table, int offset, float number) {
    for (int lane = 0; lane < VectorWidth.BITS_512.lanes(); lane++) {
      table.set(ValueLayout.JAVA_FLOAT, offset + (long) lane * Float.BYTES, number);
    }
  }
}
