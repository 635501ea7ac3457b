package oar.format.paddle.pir;

import java.util.List;

/** What sorts, counts or scans. */
final class SortingTable {
  static final List<Mapping> LINES = List.of( //
      Mapping.of("argmax", "arg_max", "X, @axis:long -> Out"), //
      Mapping.of("argmin", "arg_min", "X, @axis:long -> Out"), //
      Mapping.of("argsort", "X -> Out, Indices").drop("stable"), //
      Mapping.of("topk", "top_k_v2", "X, @k:int/K -> Out, Indices"), //
      Mapping.of("kthvalue", "X -> Out, Indices"), //
      Mapping.of("mode", "X -> Out, Indices"), //
      Mapping.of("cumsum", "X, @axis:int -> Out"), //
      Mapping.of("cumprod", "X -> Out").only("exclusive", 0).only("reverse", 0), //
      Mapping.of("cummax", "x -> out, indices"), //
      Mapping.of("cummin", "x -> out, indices"), //
      Mapping.of("logcumsumexp", "X -> Out"), //
      Mapping.of("unique", "X -> Out, Indices, Index, Counts"), //
      Mapping.of("unique_consecutive", "X -> Out, Index, Counts"), //
      Mapping.of("searchsorted", "SortedSequence, Values -> Out"), //
      Mapping.of("bincount", "X, Weights?, @minlength:int -> Out"), //
      Mapping.of("histogram", "X, - -> Out").form(AttributeForm.LONG, "bins").form(AttributeForm.INT, "min", "max")
          .only("density", 0), //
      Mapping.of("shard_index", "X -> Out"), //
      Mapping.of("one_hot", "one_hot_v2", "X, @depth:int/depth_tensor -> Out").add("dtype", ElementType.FLOAT32.code())
          .add("allow_out_of_range", false));

  private SortingTable() {}
}
