package oar.runtime.arm.kernel;

/** Loops of the activation functions and other functions of one element, each with its formula. */
public final class Activations {
  /** Arrays 0 to 3 of a scratch belong to the callers of these loops. */
  private static final int FIRST_ARRAY = 4;

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

  /**
   * {@code tanh(x)}, as an odd rational function that is within a few units in the last place where |x| is less than 9 and
   * is 1 in single precision beyond.
   */
  public static void tanh(float[] x, int length, Scratch scratch) {
    for (int i = 0; i < length; i++) {
      float v = Math.min(Math.max(x[i], -9f), 9f);
      float s = v * v;
      float p = Math.fma(s, -2.76076847742355e-16f, 2.00018790482477e-13f);
      p = Math.fma(s, p, -8.60467152213735e-11f);
      p = Math.fma(s, p, 5.12229709037114e-08f);
      p = Math.fma(s, p, 1.48572235717979e-05f);
      p = Math.fma(s, p, 6.37261928875436e-04f);
      p = Math.fma(s, p, 4.89352455891786e-03f);
      float q = Math.fma(s, 1.19825839466702e-06f, 1.18534705686654e-04f);
      q = Math.fma(s, q, 2.26843463243900e-03f);
      q = Math.fma(s, q, 4.89352518554385e-03f);
      x[i] = v * p / q;
    }
  }

  /** {@code erf(x)}, as an odd rational function; 1 in single precision where |x| is 4 or more. */
  public static void erf(float[] x, int length, Scratch scratch) {
    for (int i = 0; i < length; i++) {
      float v = Math.min(Math.max(x[i], -4f), 4f);
      float s = v * v;
      float p = Math.fma(s, -2.72614225801306e-10f, 2.77068142495902e-08f);
      p = Math.fma(s, p, -2.10102402082508e-06f);
      p = Math.fma(s, p, -5.69250639462346e-05f);
      p = Math.fma(s, p, -7.34990630326855e-04f);
      p = Math.fma(s, p, -2.95459980854025e-03f);
      p = Math.fma(s, p, -1.60960333262415e-02f);
      float q = Math.fma(s, -1.45660718464996e-05f, -2.13374055278905e-04f);
      q = Math.fma(s, q, -1.68282697438203e-03f);
      q = Math.fma(s, q, -7.37332916720468e-03f);
      q = Math.fma(s, q, -1.42647390514189e-02f);
      x[i] = v * p / q;
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
