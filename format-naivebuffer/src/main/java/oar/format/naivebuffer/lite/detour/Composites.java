package oar.format.naivebuffer.lite.detour;

import java.util.List;
import java.util.Set;
import oar.api.model.Operator;
import oar.api.model.Shape;

/** Composes operators of which the runtime has no kernel, or a wrong one, of others. */
final class Composites implements Detour {
  /** Two factors that together make the least number that is not 0 larger than 1, and neither infinite before. */
  private static final float FIRST_FACTOR = 1e20f;
  private static final float SECOND_FACTOR = 1e30f;
  private static final float LEAST_RATIO = (float) Math.exp(-64);
  private static final Set<String> FACTOR_SLOTS = Set.of("FactorTensor", "ScaleTensor");

  @Override
  public boolean take(Operator operator, Site site) {
    return switch (operator.type()) {
      case "log_softmax" -> logSoftmax(operator, site);
      case "sign" -> sign(operator, site);
      case "addmm" -> addProduct(operator, site);
      case "dot" -> dot(operator, site);
      case "prelu" -> operator.textAttribute("mode", "").equals("element") && elementwisePrelu(operator, site);
      case "top_k_v2" -> !operator.booleanAttribute("largest", true) && smallest(operator, site);
      case "scale", "pow" -> operator.inputs().keySet().stream()
          .anyMatch(slot -> FACTOR_SLOTS.contains(slot) && operator.input(slot).isPresent())
          && fromTensor(operator, site);
      case "pad3d" -> operator.textAttribute("mode", "constant").equals("constant") && pad(operator, site);
      default -> false;
    };
  }

  /** {@code log(max(p, e^-64 * max(p)))} of {@code p = softmax(x)}; the bound is Paddle's, which takes none 64 below the largest. */
  private static boolean logSoftmax(Operator operator, Site site) {
    String input = operator.input("X").orElseThrow();
    String output = operator.output("Out").orElseThrow();
    int axis = operator.intAttribute("axis", -1);
    String shares = site.like(output);
    String largest = site.like(output);
    String least = site.like(output);
    String bounded = site.like(output);
    site.add(Steps.unary("softmax", input, shares).toBuilder().attribute("axis", axis).build());
    site.add(Steps.reduce("reduce_max", shares, largest, List.of(axis)));
    site.add(Steps.scale(largest, least, LEAST_RATIO, 0));
    site.add(Steps.binary("elementwise_max", shares, least, bounded));
    site.add(Steps.unary("log", bounded, output));
    return true;
  }

  private static boolean sign(Operator operator, Site site) {
    String large = site.like(operator.input("X").orElseThrow());
    String bounded = site.like(large);
    String larger = site.like(large);
    site.add(Steps.scale(operator.input("X").orElseThrow(), large, FIRST_FACTOR, 0));
    site.add(Steps.clip(large, bounded, -1, 1));
    site.add(Steps.scale(bounded, larger, SECOND_FACTOR, 0));
    site.add(Steps.clip(larger, operator.output("Out").orElseThrow(), -1, 1));
    return true;
  }

  /** {@code Alpha * X Y + Beta * Input}. */
  private static boolean addProduct(Operator operator, Site site) {
    String output = operator.output("Out").orElseThrow();
    String product = site.like(output);
    String scaledProduct = site.like(output);
    String scaledInput = site.like(operator.input("Input").orElseThrow());
    site.add(Operator.builder("matmul_v2").input("X", operator.inputList("X")).input("Y", operator.inputList("Y"))
        .output("Out", product).attribute("trans_x", false).attribute("trans_y", false).build());
    site.add(Steps.scale(product, scaledProduct, operator.floatAttribute("Alpha", 1), 0));
    site.add(Steps.scale(operator.input("Input").orElseThrow(), scaledInput, operator.floatAttribute("Beta", 1), 0));
    site.add(Steps.binary("elementwise_add", scaledProduct, scaledInput, output));
    return true;
  }

  private static boolean dot(Operator operator, Site site) {
    String left = operator.input("X").orElseThrow();
    String output = operator.output("Out").orElseThrow();
    int last = site.rank(left) - 1;
    if (last < 0) {
      return false;
    }
    String products = site.like(left);
    String sum = site.like(left);
    site.add(Steps.binary("elementwise_mul", left, operator.input("Y").orElseThrow(), products));
    site.add(Steps.reduce("reduce_sum", products, sum, List.of(last)));
    site.add(last == 0 ? Steps.single(sum, output) : Steps.reshape(sum, output, List.of(-1)));
    return true;
  }

  /** {@code relu(x) - alpha * relu(-x)}. */
  private static boolean elementwisePrelu(Operator operator, Site site) {
    String input = operator.input("X").orElseThrow();
    String positive = site.like(input);
    String negated = site.like(input);
    String negative = site.like(input);
    String damped = site.like(input);
    site.add(Steps.unary("relu", input, positive));
    site.add(Steps.scale(input, negated, -1, 0));
    site.add(Steps.unary("relu", negated, negative));
    site.add(Steps.binary("elementwise_mul", negative, operator.input("Alpha").orElseThrow(), damped));
    site.add(Steps.binary("elementwise_sub", positive, damped, operator.output("Out").orElseThrow()));
    return true;
  }

  private static boolean smallest(Operator operator, Site site) {
    String negated = site.like(operator.input("X").orElseThrow());
    String output = operator.output("Out").orElseThrow();
    String largest = site.like(output);
    site.add(Steps.scale(operator.input("X").orElseThrow(), negated, -1, 0));
    site.add(operator.toBuilder().input("X", negated).output("Out", largest).attribute("largest", true).build());
    site.add(Steps.scale(largest, output, -1, 0));
    return true;
  }

  private static boolean fromTensor(Operator operator, Site site) {
    String input = operator.input("X").orElseThrow();
    String output = operator.output("Out").orElseThrow();
    if (operator.type().equals("pow")) {
      site.add(Steps.binary("elementwise_pow", input, operator.input("FactorTensor").orElseThrow(), output));
      return true;
    }
    String factor = operator.input("ScaleTensor").orElseThrow();
    float offset = operator.floatAttribute("bias", 0);
    boolean isAfter = operator.booleanAttribute("bias_after_scale", true);
    String between = site.like(output);
    site.add(isAfter
        ? Steps.binary("elementwise_mul", input, factor, between)
        : Steps.scale(input, between, 1, offset));
    site.add(isAfter
        ? Steps.scale(between, output, 1, offset)
        : Steps.binary("elementwise_mul", between, factor, output));
    return true;
  }

  /** {@code pad(x - value, 0) + value}: the kernel pads right with 0 alone. */
  private static boolean pad(Operator operator, Site site) {
    float value = operator.floatAttribute("value", 0);
    if (value == 0) {
      return false;
    }
    String output = operator.output("Out").orElseThrow();
    String shifted = site.like(operator.input("X").orElseThrow());
    String padded = site.like(output);
    site.add(Steps.scale(operator.input("X").orElseThrow(), shifted, 1, -value));
    site.add(operator.toBuilder().input("X", shifted).output("Out", padded).attribute("value", 0f).build());
    site.add(Steps.scale(padded, output, 1, value));
    return true;
  }
}
