package oar.format.paddle.pir;

import java.util.List;

/** What makes tensors of attributes alone, or of another tensor's shape, with one operator. */
final class CreationTable {
  static final List<Mapping> LINES = List.of( //
      Mapping.of("full_like", "fill_any_like", "X, @value:float -> Out"), //
      Mapping.of("full_batch_size_like", "fill_constant_batch_size_like", "Input -> Out"), //
      Mapping.of("fill", "fill_any", "X, @value:float -> Out"), //
      Mapping.of("empty", "@shape:longs/ShapeTensor -> Out"), //
      Mapping.of("gaussian", "gaussian_random", "@shape:longs/ShapeTensor -> Out"), //
      Mapping.of("randint", "@shape:longs/ShapeTensor -> Out"), //
      Mapping.of("uniform", "uniform_random", "@shape:longs/ShapeTensor, @min:float, @max:float -> Out")
          .add("diag_num", 0), //
      Mapping.of("bernoulli", "X -> Out"), //
      Mapping.of("multinomial", "X, @num_samples:int -> Out"), //
      Mapping.of("linspace", "Start, Stop, Num -> Out"), //
      Mapping.of("logspace", "Start, Stop, Num, Base -> Out"), //
      Mapping.of("eye", "@num_rows:long, @num_columns:long -> Out"), //
      Mapping.of("tril_indices", "-> out"), //
      Mapping.of("triu_indices", "-> out"), //
      Mapping.of("increment", "X -> Out").rename("value", "step"));

  private CreationTable() {}
}
