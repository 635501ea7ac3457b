package oar.format.naivebuffer.lite.detour;

import java.util.Map;
import java.util.Optional;
import oar.api.model.Operator;
import oar.api.model.Quantization;

/**
 * Multiplies by a quantized matrix with {@code mul}; what {@code matmul} and {@code matmul_v2} multiply by, the runtime's loader
 * does not make real.
 */
final class QuantizedProducts implements Detour {
  private static final Map<String, String> TRANSPOSED_RIGHT = Map.of("matmul", "transpose_Y", "matmul_v2", "trans_y");
  private static final Map<String, String> TRANSPOSED_LEFT = Map.of("matmul", "transpose_X", "matmul_v2", "trans_x");

  @Override
  public boolean take(Operator operator, Site site) {
    String type = operator.type();
    if (!TRANSPOSED_LEFT.containsKey(type) || operator.booleanAttribute(TRANSPOSED_LEFT.get(type), false)
        || operator.booleanAttribute(TRANSPOSED_RIGHT.get(type), false) || operator.floatAttribute("alpha", 1) != 1) {
      return false;
    }
    String left = operator.input("X").orElseThrow();
    String right = operator.input("Y").orElseThrow();
    Optional<Quantization> matrix = site.quantization(right).filter(quantization -> quantization.shape().rank() == 2);
    if (matrix.isEmpty() || site.rank(left) < 2) {
      return false;
    }
    site.add(Operator.builder("mul").input("X", left).input("Y", right).output("Out", operator.outputList("Out"))
        .attribute("x_num_col_dims", site.rank(left) - 1).attribute("y_num_col_dims", 1).build());
    return true;
  }
}
