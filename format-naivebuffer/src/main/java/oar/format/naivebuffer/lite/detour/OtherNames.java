package oar.format.naivebuffer.lite.detour;

import java.util.Map;
import oar.api.model.Operator;

/** Gives operators that the runtime knows by another name that name, and their slots and attributes those of the other. */
final class OtherNames implements Detour {
  private static final Map<String, String> NAMES = Map.of("reduce_amax", "reduce_max", "reduce_amin", "reduce_min");
  private static final Map<String, String> MATRIX_PRODUCTS = Map.of("bmm", "Y", "mv", "Vec");

  @Override
  public boolean take(Operator operator, Site site) {
    if (NAMES.containsKey(operator.type())) {
      site.add(operator.toBuilder().type(NAMES.get(operator.type())).build());
      return true;
    }
    if (MATRIX_PRODUCTS.containsKey(operator.type())) {
      String right = operator.input(MATRIX_PRODUCTS.get(operator.type())).orElseThrow();
      site.add(Operator.builder("matmul_v2").input("X", operator.inputList("X")).input("Y", right)
          .output("Out", operator.outputList("Out")).attribute("trans_x", false).attribute("trans_y", false).build());
      return true;
    }
    if (operator.type().equals("channel_shuffle")) {
      site.add(Operator.builder("shuffle_channel").input("X", operator.inputList("X"))
          .output("Out", operator.outputList("Out")).attribute("group", operator.intAttribute("groups", 1)).build());
      return true;
    }
    return false;
  }
}
