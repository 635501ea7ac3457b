package oar.benchmarks.kernels;

/** What kernels compute in. */
public enum Arithmetic {
  /** Single-precision numbers. */
  FLOAT,
  /** INT8 weights and activations that are quantized on the fly. */
  INTEGER
}
