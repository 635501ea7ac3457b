package oar.format.paddle.pir;

import java.util.List;

/** What exporters fuse, and simulated quantization. */
final class FusedTable {
  static final List<Mapping> LINES = List.of( //
      Mapping.of("fc", "Input, W, Bias? -> Out"), //
      Mapping.of("gemm_epilogue", "fc", "Input, W, Bias? -> Out"), //
      Mapping.of("multihead_matmul", "Input, W, Bias, BiasQK? -> Out").rename("transpose_q", "transpose_Q")
          .rename("transpose_k", "transpose_K").rename("transpose_v", "transpose_V"), //
      Mapping.of("skip_layernorm", "X, Y, Scale, Bias -> Out"), //
      Mapping.of("fused_embedding_eltwise_layernorm", "Ids*, Embs*, Bias, Scale -> Out"), //
      Mapping.of("fused_fc_elementwise_layernorm", "X, W, Y, Bias0?, Scale?, Bias1? -> Out, Mean, Variance"), //
      Mapping.of("quantize_linear", "X, Scale, ZeroPoint, InAccum?, InState? -> Y, OutState, OutAccum, OutScale")
          .drop("qmin", "qmax"), //
      Mapping.of("dequantize_linear", "X, Scale, ZeroPoint, InAccum?, InState? -> Y, OutState, OutAccum, OutScale")
          .drop("qmin", "qmax"), //
      Mapping.of("fake_quantize_moving_average_abs_max",
          "X, InScale, InAccum?, InState? -> Out, OutScale, OutState, OutAccum").only("round_type", 1), //
      Mapping.of("fake_quantize_dequantize_moving_average_abs_max",
          "X, InScale, InAccum?, InState? -> Out, OutScale, OutState, OutAccum").only("round_type", 1), //
      Mapping.of("fake_quantize_abs_max", "X -> Out, OutScale").only("round_type", 1), //
      Mapping.of("fake_quantize_dequantize_abs_max", "X -> Out, OutScale").only("round_type", 1), //
      Mapping.of("fake_channel_wise_quantize_abs_max", "X -> Out, OutScale").only("round_type", 1), //
      Mapping.of("fake_channel_wise_quantize_dequantize_abs_max", "X -> Out, OutScale").only("round_type", 1), //
      Mapping.of("fake_dequantize_max_abs", "X, Scale -> Out"), //
      Mapping.of("fake_channel_wise_dequantize_max_abs", "X, Scales* -> Out"));

  private FusedTable() {}
}
