package oar.runtime.arm.pass;

import static oar.runtime.arm.graph.Pattern.operator;

import java.util.Optional;
import oar.api.model.DataType;
import oar.api.model.Operator;
import oar.api.model.Shape;
import oar.api.model.Tensor;
import oar.api.model.Weight;
import oar.runtime.arm.graph.Match;
import oar.runtime.arm.graph.Operand;
import oar.runtime.arm.graph.Pattern;
import oar.runtime.arm.graph.Rewrite;
import oar.runtime.arm.graph.Rule;

/**
 * Turns a product with a constant matrix, transposed and scaled or not, into the plainest one.
 *
 * <pre>
 * X [.., K] -- matmul or matmul_v2(constant Y [N, K], transposed, factor alpha) -- Out [.., N]
 *
 * X [.., K] -- mul(alpha * transpose(Y) [K, N]) -- Out [.., N]
 * </pre>
 */
final class FormMul implements Rule {
  private static final Operand INPUT = Operand.any();
  private static final Operand MATRIX = Operand.constant();
  private static final Pattern PRODUCT = operator("matmul", "matmul_v2").input("X", INPUT).input("Y", MATRIX);
  private static final Operand.Result PATTERN = PRODUCT.output("Out");

  @Override
  public Operand.Result pattern() {
    return PATTERN;
  }

  @Override
  public Rewrite rewrite(Match match) {
    Operator product = match.operator(PRODUCT);
    Optional<Shape> inputShape = match.shape(match.variable(INPUT)).filter(shape -> shape.rank() > 1);
    if (inputShape.isEmpty() || transposes(product, "X") || product.booleanAttribute("enable_int8", false)
        || losesSequences(match, product)) {
      return Rewrite.NONE;
    }
    return matrix(match, product).<Rewrite>map(
        matrix -> new Rewrite.Replace(Operator.builder("mul").input("X", match.variable(INPUT))
            .input("Y", match.store(match.variable(MATRIX), matrix)).output("Out", match.result())
            .attribute("x_num_col_dims", inputShape.get().rank() - 1).attribute("y_num_col_dims", 1).build()))
        .orElse(Rewrite.NONE);
  }

  /** Tell whether the operator, unlike {@code mul}, does not carry the sequences on that its input has. */
  private static boolean losesSequences(Match match, Operator product) {
    return product.type().equals("matmul_v2")
        && match.declaration(match.variable(INPUT)).filter(input -> input.levelOfDetail() > 0).isPresent();
  }

  /** Return the matrix that the input is multiplied by, or empty if only the product operator itself can make it. */
  private static Optional<Weight> matrix(Match match, Operator product) {
    String name = match.variable(MATRIX);
    Optional<Weight> stored = match.constant(name).filter(FormMul::isRealMatrix);
    float alpha = product.floatAttribute("alpha", 1);
    boolean transposed = transposes(product, "Y");
    if (alpha == 1 && !transposed) {
      return stored;
    }
    if (stored.isEmpty() || !match.isPrivate(name) || !Float.isFinite(alpha)) {
      return Optional.empty();
    }
    Optional<Tensor> floats = match.floats(name);
    return floats.map(tensor -> transposed ? Floats.transposed(tensor) : tensor)
        .map(tensor -> alpha == 1 ? tensor : Floats.affine(tensor, alpha, 0)).map(Weight::new);
  }

  private static boolean isRealMatrix(Weight weight) {
    return weight.shape().rank() == 2
        && (weight.quantization().isPresent() || weight.tensor().type() == DataType.FLOAT32);
  }

  private static boolean transposes(Operator product, String slot) {
    return product.type().equals("matmul")
        ? product.booleanAttribute("transpose_" + slot, false)
        : product.booleanAttribute(slot.equals("X") ? "trans_x" : "trans_y", false);
  }
}
