package oar.runtime.arm.kernel.product;

import oar.runtime.arm.machine.ExponentialTable;
import oar.runtime.arm.machine.RationalTable;

/**
 * An activation that is a few instructions, applied to results before they are stored.
 *
 * @param kind its formula
 * @param a first number of the formula
 * @param b second number of the formula
 * @param c third number of the formula
 */
public record Rectifier(Kind kind, float a, float b, float c) {
  private static final float LOG2_E = 1.44269504f;
  private static final float HALF_ROOT_OF_TWO = 0.70710678f;
  private static final int EXPONENT_SHIFT = 23;

  /** Gives what it takes. */
  public static final Rectifier NONE = new Rectifier(Kind.NONE, 0, 0, 0);
  /** {@code x > 0 ? x : 0}. */
  public static final Rectifier RELU = new Rectifier(Kind.RELU, 0, 0, 0);

  /** Formulas. */
  public enum Kind {
    /** {@code x}. */
    NONE,
    /** {@code x > 0 ? x : 0}, which makes 0 of what is not a number, as Paddle does. */
    RELU,
    /** {@code min(max(x, a), b)}. */
    CLIP,
    /** {@code x > 0 ? x : a x}. */
    LEAKY,
    /** {@code min(max(a x + b, 0), c)}. */
    HARD_SIGMOID,
    /** {@code x min(max(x + a, 0), b) c}. */
    HARD_SWISH,
    /** {@code 1 / (1 + 2^(a x))}. */
    SIGMOID,
    /** {@code x / (1 + 2^(a x))}. */
    SWISH,
    /** {@code b x (1 + erf(a x))}. */
    GELU,
    /** {@code tanh(x)}. */
    TANH;

    /** Tell whether it takes so many instructions that it is worth machine code of its own. */
    public boolean isTranscendental() {
      return switch (this) {
        case NONE, RELU, CLIP, LEAKY, HARD_SIGMOID, HARD_SWISH -> false;
        case SIGMOID, SWISH, GELU, TANH -> true;
      };
    }
  }

  /** Return {@code min(max(x, low), high)}. */
  public static Rectifier clip(float low, float high) {
    return new Rectifier(Kind.CLIP, low, high, 0);
  }

  /** Return {@code x > 0 ? x : slope x}. */
  public static Rectifier leaky(float slope) {
    return new Rectifier(Kind.LEAKY, slope, 0, 0);
  }

  /** Return {@code min(max(slope x + offset, 0), 1)}. */
  public static Rectifier hardSigmoid(float slope, float offset) {
    return new Rectifier(Kind.HARD_SIGMOID, slope, offset, 1);
  }

  /** Return {@code x min(max(x + offset, 0), threshold) / scale}. */
  public static Rectifier hardSwish(float threshold, float scale, float offset) {
    return new Rectifier(Kind.HARD_SWISH, offset, threshold, 1 / scale);
  }

  /** Return {@code 1 / (1 + e^-x)}. */
  public static Rectifier sigmoid() {
    return new Rectifier(Kind.SIGMOID, -LOG2_E, 0, 0);
  }

  /** Return {@code x / (1 + e^(-beta x))}. */
  public static Rectifier swish(float beta) {
    return new Rectifier(Kind.SWISH, -LOG2_E * beta, 0, 0);
  }

  /** Return {@code x / 2 (1 + erf(x / sqrt(2)))}. */
  public static Rectifier gelu() {
    return new Rectifier(Kind.GELU, HALF_ROOT_OF_TWO, 0.5f, 0);
  }

  /** Return {@code tanh(x)}. */
  public static Rectifier tanh() {
    return new Rectifier(Kind.TANH, 0, 0, 0);
  }

  /** Return the function's value. */
  public float apply(float x) {
    return switch (kind) {
      case NONE -> x;
      case RELU -> x > 0 ? x : 0;
      case CLIP -> Math.min(Math.max(x, a), b);
      case LEAKY -> x > 0 ? x : a * x;
      case HARD_SIGMOID -> Math.min(Math.max(Math.fma(x, a, b), 0), c);
      case HARD_SWISH -> x * Math.min(Math.max(x + a, 0), b) * c;
      case SIGMOID -> 1 / (1 + powerOfTwo(a * x));
      case SWISH -> x / (1 + powerOfTwo(a * x));
      case GELU -> Math.fma(x * b, RationalTable.ERROR_FUNCTION.apply(x * a), x * b);
      case TANH -> RationalTable.HYPERBOLIC_TANGENT.apply(x);
    };
  }

  /** Compute 2^y step by step as machine code does. */
  private static float powerOfTwo(float y) {
    float limited = Math.max(Math.min(y, ExponentialTable.LIMIT), -ExponentialTable.LIMIT);
    float whole = (float) Math.rint(limited);
    float part = limited - whole;
    float power = ExponentialTable.coefficient(ExponentialTable.degree());
    for (int i = ExponentialTable.degree() - 1; i >= 0; i--) {
      power = Math.fma(power, part, ExponentialTable.coefficient(i));
    }
    return Float.intBitsToFloat(Float.floatToRawIntBits(power) + ((int) whole << EXPONENT_SHIFT));
  }
}
