package oar.runtime.arm.plan;

import java.util.Locale;

/** What operators compute with where a weight is quantized. */
public enum PredictionMode {
  /** With the weight's real numbers. */
  DEQUANTIZED,
  /** With its integers, and activations that are quantized on the fly, where there are kernels for that. */
  INTEGER;

  /** Return what users call it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Return the mode of a label. */
  public static PredictionMode of(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT));
  }
}
