package oar.format.paddle.pir;

import java.util.List;
import oar.api.model.Operator;

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
      Mapping.of("cumprod", "X -> Out"), //
      Mapping.of("cummax", "x -> out, indices"), //
      Mapping.of("cummin", "x -> out, indices"), //
      Mapping.of("logcumsumexp", "X -> Out"), //
      Mapping.of("unique", "X -> Out, Indices, Index, Counts"), //
      Mapping.of("unique_consecutive", "X -> Out, Index, Counts"), //
      Mapping.of("searchsorted", "SortedSequence, Values -> Out"), //
      Mapping.of("bincount", "X, Weights?, @minlength:int/MinLengthTensor -> Out"), //
      Mapping.of("histogram", "X, Weight? -> Out").form(AttributeForm.LONG, "bins").adjust(SortingTable::wholeRange), //
      Mapping.of("shard_index", "X -> Out"), //
      Mapping.of("one_hot", "one_hot_v2", "X, @depth:int/depth_tensor -> Out").add("dtype", ElementType.FLOAT32.code())
          .add("allow_out_of_range", false));

  private SortingTable() {}

  /** Paddle 2 has a range from one whole number to another. */
  private static void wholeRange(PirOperation histogram, Operator.Builder operator, Translation translation) {
    for (String name : List.of("min", "max")) {
      double bound = histogram.number(name).doubleValue();
      if (bound == (int) bound) {
        operator.attribute(name, (int) bound);
      }
    }
  }
}
