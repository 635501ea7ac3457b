package oar.runtime.arm.kernel;

import java.util.Arrays;
import oar.runtime.arm.machine.RationalTable;

/** Loops of the activation functions and other functions of one element, each with its formula. */
public final class Activations {
  /** Arrays 0 to 3 of a scratch belong to the callers of these loops. */
  private static final int FIRST_ARRAY = 4;
  private static final int SQUARES = FIRST_ARRAY + 1;
  private static final int SUMS = FIRST_ARRAY + 2;

  private Activations() {}

  /** {@code max(x, 0)}. */
  public static void relu(float[] x, int length, Scratch scratch) {
    for (int i = 0; i < length; i++) {
      x[i] = Math.max(x[i], 0);
    }
  }

  /** {@code x > 0 ? x : 0}, which makes 0 of what is not a number, as Paddle's {@code relu} does. */
  public static void positive(float[] x, int length, Scratch scratch) {
    for (int i = 0; i < length; i++) {
      x[i] = x[i] > 0 ? x[i] : 0;
    }
  }

  /** {@code min(max(x, low), high)}. */
  public static FloatLoop clip(float low, float high) {
    return (x, length, scratch) -> {
      for (int i = 0; i < length; i++) {
        x[i] = Math.min(Math.max(x[i], low), high);
      }
    };
  }

  /** {@code max(x, 0) + slope * min(x, 0)}. */
  public static FloatLoop leakyRelu(float slope) {
    return (x, length, scratch) -> {
      for (int i = 0; i < length; i++) {
        x[i] = Math.max(x[i], 0) + slope * Math.min(x[i], 0);
      }
    };
  }

  /** {@code scale * x + offset}, in that order and without fusing. */
  public static FloatLoop affine(float scale, float offset) {
    return (x, length, scratch) -> {
      for (int i = 0; i < length; i++) {
        x[i] = x[i] * scale + offset;
      }
    };
  }

  /** {@code min(max(slope * x + offset, 0), 1)}. */
  public static FloatLoop hardSigmoid(float slope, float offset) {
    return (x, length, scratch) -> {
      for (int i = 0; i < length; i++) {
        x[i] = Math.min(Math.max(Math.fma(slope, x[i], offset), 0), 1);
      }
    };
  }

  /**
   * {@code x * min(max(x + offset, 0), threshold) / scale}, rounded as Paddle-Lite does on ARM: where a statically quantized
   * program rounds the result to 8 bits, the last bit counts.
   */
  public static FloatLoop hardSwish(float threshold, float scale, float offset) {
    float factor = 1 / scale;
    return (x, length, scratch) -> {
      for (int i = 0; i < length; i++) {
        x[i] = x[i] * factor * Math.min(Math.max(x[i] + offset, 0), threshold);
      }
    };
  }

  /** {@code 1 / (1 + e^-x)}. */
  public static void sigmoid(float[] x, int length, Scratch scratch) {
    for (int i = 0; i < length; i++) {
      x[i] = -x[i];
    }
    Exponential.exp(x, length, scratch);
    for (int i = 0; i < length; i++) {
      x[i] = 1 / (1 + x[i]);
    }
  }

  /** {@code x / (1 + e^(-beta * x))}. */
  public static FloatLoop swish(float beta) {
    return (x, length, scratch) -> {
      float[] gate = scratch.floats(FIRST_ARRAY, length);
      for (int i = 0; i < length; i++) {
        gate[i] = -beta * x[i];
      }
      Exponential.exp(gate, length, scratch);
      for (int i = 0; i < length; i++) {
        x[i] = x[i] / (1 + gate[i]);
      }
    };
  }

  /** {@code tanh(x)}, within a few units in the last place. */
  public static void tanh(float[] x, int length, Scratch scratch) {
    rational(RationalTable.HYPERBOLIC_TANGENT, x, length, scratch);
  }

  /** {@code erf(x)}. */
  public static void erf(float[] x, int length, Scratch scratch) {
    rational(RationalTable.ERROR_FUNCTION, x, length, scratch);
  }

  /** Compute a function coefficient by coefficient, since the compiler makes vector instructions of loops without loops inside. */
  private static void rational(RationalTable function, float[] x, int length, Scratch scratch) {
    float[] squares = scratch.floats(SQUARES, length);
    float[] sums = scratch.floats(SUMS, length);
    float limit = function.limit();
    for (int i = 0; i < length; i++) {
      x[i] = Math.min(Math.max(x[i], -limit), limit);
      squares[i] = x[i] * x[i];
    }
    polynomial(function, true, squares, sums, length);
    for (int i = 0; i < length; i++) {
      x[i] *= sums[i];
    }
    polynomial(function, false, squares, sums, length);
    for (int i = 0; i < length; i++) {
      x[i] /= sums[i];
    }
  }

  private static void polynomial(RationalTable function, boolean isNumerator, float[] squares, float[] sums,
      int length) {
    int degree = isNumerator ? function.numeratorDegree() : function.denominatorDegree();
    Arrays.fill(sums, 0, length, function.coefficient(isNumerator, degree));
    for (int power = degree - 1; power >= 0; power--) {
      float coefficient = function.coefficient(isNumerator, power);
      for (int i = 0; i < length; i++) {
        sums[i] = Math.fma(squares[i], sums[i], coefficient);
      }
    }
  }

  /** {@code x / 2 * (1 + erf(x / sqrt(2)))}. */
  public static void gelu(float[] x, int length, Scratch scratch) {
    float[] gate = scratch.floats(FIRST_ARRAY, length);
    for (int i = 0; i < length; i++) {
      gate[i] = x[i] * 0.70710678f;
    }
    erf(gate, length, scratch);
    for (int i = 0; i < length; i++) {
      x[i] = 0.5f * x[i] * (1 + gate[i]);
    }
  }

  /** {@code x / 2 * (1 + tanh(sqrt(2 / pi) * (x + 0.044715 x^3)))}. */
  public static void geluByTanh(float[] x, int length, Scratch scratch) {
    float[] gate = scratch.floats(FIRST_ARRAY, length);
    for (int i = 0; i < length; i++) {
      gate[i] = 0.79788456f * (x[i] + 0.044715f * x[i] * x[i] * x[i]);
    }
    tanh(gate, length, scratch);
    for (int i = 0; i < length; i++) {
      x[i] = 0.5f * x[i] * (1 + gate[i]);
    }
  }
}
