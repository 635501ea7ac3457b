package oar.format.paddle.pir;

import java.util.List;

/** Products of matrices and vectors, embeddings, losses that networks carry along. */
final class ProductTable {
  static final List<Mapping> LINES = List.of( //
      Mapping.of("matmul", "matmul_v2", "X, Y -> Out").rename("transpose_x", "trans_x")
          .rename("transpose_y", "trans_y"), //
      Mapping.of("matmul_with_flatten", "mul", "X, Y -> Out"), //
      Mapping.of("bmm", "X, Y -> Out"), //
      Mapping.of("dot", "X, Y -> Out"), //
      Mapping.of("kron", "X, Y -> Out"), //
      Mapping.of("dist", "X, Y -> Out"), //
      Mapping.of("cross", "X, Y -> Out").rename("axis", "dim"), //
      Mapping.of("mv", "X, Vec -> Out"), //
      Mapping.of("addmm", "Input, X, Y -> Out").rename("beta", "Beta").rename("alpha", "Alpha"), //
      Mapping.of("einsum", "Operands* -> Out, InnerCache*, XShape*"), //
      Mapping.of("inverse", "Input -> Output"), //
      Mapping.of("svd", "X -> U, S, VH"), //
      Mapping.of("renorm", "X -> Out"), //
      Mapping.of("bilinear", "bilinear_tensor_product", "X, Y, Weight, Bias? -> Out"), //
      Mapping.of("embedding", "lookup_table_v2", "Ids, W -> Out").form(AttributeForm.LONG, "padding_idx")
          .drop("sparse"), //
      Mapping.of("dropout", "X, Seed?, @dropout_prob:float -> Out, Mask").rename("mode", "dropout_implementation")
          .drop("seed", "fix_seed"), //
      Mapping.of("cross_entropy_with_softmax", "softmax_with_cross_entropy", "Logits, Label -> Softmax, Loss"), //
      Mapping.of("label_smooth", "X, PriorDist? -> Out"));

  private ProductTable() {}
}
