package oar.benchmarks.models;

import java.io.IOException;
import java.util.List;
import oar.api.model.Tensor;

/** What Oar computes in. */
enum Precision {
  /** With the model's own weights. */
  FP32,
  /** With INT8 weights and activations that are quantized on the fly. */
  INT8;

  Contender open(ModelFolder folder, List<Tensor> inputs, int threads) throws IOException {
    return switch (this) {
      case FP32 -> OarContender.fp32(folder, inputs, threads);
      case INT8 -> OarContender.int8(folder, inputs, threads);
    };
  }
}
