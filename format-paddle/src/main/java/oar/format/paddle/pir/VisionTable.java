package oar.format.paddle.pir;

import java.util.List;
import oar.api.model.Operator;

/** Resampling of images, and detection. */
final class VisionTable {
  static final List<Mapping> LINES = List.of( //
      interpolation("linear_interp"), //
      interpolation("bilinear_interp"), //
      interpolation("nearest_interp"), //
      interpolation("bicubic_interp"), //
      interpolation("trilinear_interp"), //
      Mapping.of("grid_sample", "grid_sampler", "X, Grid -> Output"), //
      Mapping.of("affine_grid", "Theta, @output_shape:ints/OutputShape -> Output"), //
      Mapping.of("yolo_box", "X, ImgSize -> Boxes, Scores"), //
      Mapping.of("prior_box", "Input, Image -> Boxes, Variances")
          .form(AttributeForm.FLOATS, "min_sizes", "max_sizes", "aspect_ratios", "variances"), //
      Mapping.of("anchor_generator", "Input -> Anchors, Variances")
          .form(AttributeForm.FLOATS, "anchor_sizes", "aspect_ratios", "variances", "stride"), //
      Mapping.of("box_coder", "PriorBox, PriorBoxVar?, TargetBox -> OutputBox")
          .form(AttributeForm.FLOATS, "variance"), //
      Mapping.of("box_clip", "Input, ImInfo -> Output"), //
      Mapping.of("bipartite_match", "DistMat -> ColToRowMatchIndices, ColToRowMatchDist"), //
      Mapping.of("multiclass_nms3", "BBoxes, Scores, RoisNum? -> Out, Index, NmsRoisNum"), //
      Mapping.of("matrix_nms", "BBoxes, Scores -> Out, Index, RoisNum"), //
      Mapping.of("nms", "Boxes -> KeepBoxesIdxs").rename("threshold", "iou_threshold"), //
      Mapping.of("roi_align", "X, ROIs, RoisNum? -> Out"), //
      Mapping.of("roi_pool", "X, ROIs, RoisNum? -> Out, Argmax"), //
      Mapping.of("psroi_pool", "X, ROIs, RoisNum? -> Out"), //
      Mapping.of("generate_proposals", "generate_proposals_v2",
          "Scores, BboxDeltas, ImShape, Anchors, Variances -> RpnRois, RpnRoiProbs, RpnRoisNum")
          .rename("pre_nms_top_n", "pre_nms_topN").rename("post_nms_top_n", "post_nms_topN"), //
      Mapping.of("distribute_fpn_proposals",
          "FpnRois, RoisNum? -> MultiFpnRois*, MultiLevelRoIsNum*, RestoreIndex"), //
      Mapping.of("collect_fpn_proposals",
          "MultiLevelRois*, MultiLevelScores*, MultiLevelRoIsNum*? -> FpnRois, RoisNum")
          .rename("post_nms_topn", "post_nms_topN"), //
      Mapping.of("correlation", "Input1, Input2 -> Output"));

  private VisionTable() {}

  private static Mapping interpolation(String operation) {
    return Mapping.of(operation, operation + "_v2", "X, OutSize?, SizeTensor*?, Scale? -> Out")
        .rename("data_format", "data_layout").form(AttributeForm.FLOATS, "scale").adjust(VisionTable::narrowSizes);
  }

  /** The sizes are INT64 in PIR; Paddle 2 takes them as INT32. */
  private static void narrowSizes(PirOperation interpolation, Operator.Builder operator, Translation translation) {
    narrow(interpolation, 1, "OutSize", operator, translation);
    narrow(interpolation, 2, "SizeTensor", operator, translation);
  }

  private static void narrow(PirOperation interpolation, int operand, String slot, Operator.Builder operator,
      Translation translation) {
    long id = interpolation.operand(operand);
    if (id != PirOperation.NOTHING) {
      operator.input(slot, translation.values().many(id).stream()
          .map(size -> Conversions.cast(interpolation, size, ElementType.INT32, translation)).toList());
    }
  }
}
