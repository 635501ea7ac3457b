package oar.format.paddle;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import oar.api.model.Operator;

/**
 * What operators mean that only Paddle-Lite has, or has with more inputs and attributes than Paddle: chains of Paddle's own.
 * Paddle would refuse the one and, worse, not notice the other: its {@code conv2d} passes over a bias and an activation.
 *
 * <pre>
 * conv2d and the like with Bias, with_act      conv2d, elementwise_add, the activation
 * fc                                           mul or matmul_v2, elementwise_add, the activation
 * fusion_elementwise_NAME_activation           elementwise_NAME, the activation
 * scale with activation_type                   scale, the activation
 * calib                                        cast
 * io_copy                                      assign
 * </pre>
 */
final class FusedOperators {
  private static final Set<String> CONVOLUTIONS = Set.of("conv2d", "depthwise_conv2d", "conv2d_transpose",
      "depthwise_conv2d_transpose", "conv3d", "deformable_conv");
  private static final Set<String> WITHOUT_EQUAL = Set.of("sparse_conv2d", "fused_attention", "layout", "layout_once",
      "calib_inplace", "subgraph");
  private static final String FUSION_PREFIX = "fusion_elementwise_";
  private static final String FUSION_SUFFIX = "_activation";

  /** Paddle's numbers for the names that calib kernels have for types. */
  private static final Map<String, Integer> CALIB_TYPES = Map.of("bool", 0, "int32", 2, "int64", 3, "fp16", 4, "fp32",
      5, "float", 5);

  private FusedOperators() {}

  /**
   * Return the chain of an operator.
   *
   * @return empty if the operator is Paddle's own
   * @throws IllegalArgumentException if Paddle has no operators for what it does
   */
  static List<Step> chain(Operator operator) {
    String type = operator.type();
    if (WITHOUT_EQUAL.contains(type)) {
      throw new IllegalArgumentException("Paddle has no such operator");
    }
    if (operator.booleanAttribute("enable_int8", false)) {
      throw new IllegalArgumentException("it computes with 8-bit integers, which only Paddle-Lite does");
    }
    if (CONVOLUTIONS.contains(type)) {
      return convolution(operator);
    }
    if (type.startsWith(FUSION_PREFIX) && type.endsWith(FUSION_SUFFIX)) {
      return elementwise(operator);
    }
    return switch (type) {
      case "fc" -> isOfPaddle(operator) ? List.of() : fullyConnected(operator);
      case "scale" -> operator.textAttribute("activation_type", "").isEmpty() ? List.of() : scale(operator);
      case "calib", "calib_once" -> List.of(cast(operator));
      case "io_copy", "io_copy_once" -> List.of(new Step(unary("assign", operator)));
      default -> List.of();
    };
  }

  private static List<Step> convolution(Operator operator) {
    for (String fusion : List.of("fuse_elementwise_op_type", "scale_activation_type")) {
      if (!operator.textAttribute(fusion, "").isEmpty()) {
        throw new IllegalArgumentException("its " + fusion + " is a fusion that Paddle does not have");
      }
    }
    boolean withActivation = operator.booleanAttribute("with_act", false);
    List<String> bias = operator.inputList("Bias");
    if (bias.isEmpty() && !withActivation) {
      return List.of();
    }
    Operator.Builder convolution = operator.toBuilder().withoutInput("Bias").withoutInput("Prelu_alpha");
    FusedActivation.CONVOLUTION_ATTRIBUTES.forEach(convolution::withoutAttribute);
    List<Step> chain = new ArrayList<>();
    chain.add(new Step(convolution, "Input", "Output"));
    if (!bias.isEmpty()) {
      boolean channelsLast = operator.textAttribute("data_format", "NCHW").endsWith("C");
      chain.add(addition(bias, channelsLast ? -1 : 1));
    }
    FusedActivation.of(operator, withActivation ? operator.textAttribute("act_type", "") : "").ifPresent(chain::add);
    return chain;
  }

  private static Step addition(List<String> bias, int axis) {
    return new Step(Operator.builder("elementwise_add").input("Y", bias).attribute("axis", axis));
  }

  /** Tell whether Paddle's own fc reads the operator as it is meant. */
  private static boolean isOfPaddle(Operator operator) {
    String activation = operator.textAttribute("activation_type", "none given");
    return !operator.attributes().containsKey("op_type")
        && (activation.isEmpty() || activation.equals("relu") && !operator.inputList("Bias").isEmpty());
  }

  private static List<Step> fullyConnected(Operator operator) {
    if (operator.booleanAttribute("padding_weights", false)) {
      throw new IllegalArgumentException("its weight is padded");
    }
    Operator.Builder product = operator.textAttribute("op_type", "mul").startsWith("matmul")
        ? Operator.builder("matmul_v2").attribute("trans_x", false).attribute("trans_y", false)
        : Operator.builder("mul").attribute("x_num_col_dims", operator.intAttribute("in_num_col_dims", 1))
            .attribute("y_num_col_dims", 1);
    List<Step> chain = new ArrayList<>();
    chain.add(new Step(product.input("X", operator.inputList("Input")).input("Y", operator.inputList("W"))));
    if (!operator.inputList("Bias").isEmpty()) {
      chain.add(addition(operator.inputList("Bias"), -1));
    }
    FusedActivation.of(operator, operator.textAttribute("activation_type", "")).ifPresent(chain::add);
    return chain;
  }

  private static List<Step> elementwise(Operator operator) {
    String type = operator.type().substring("fusion_".length(), operator.type().length() - FUSION_SUFFIX.length());
    List<Step> chain = new ArrayList<>();
    chain.add(new Step(operator.toBuilder().type(type).withoutAttribute("act_type")));
    FusedActivation.of(operator, operator.textAttribute("act_type", "")).ifPresent(chain::add);
    return chain;
  }

  private static List<Step> scale(Operator operator) {
    if (operator.booleanAttribute("fuse_scaleact", false)) {
      throw new IllegalArgumentException("its fuse_scaleact is a fusion that Paddle does not have");
    }
    Operator.Builder scale = operator.toBuilder().withoutAttribute("activation_type").withoutAttribute("fuse_relu")
        .withoutAttribute("alpha").withoutAttribute("threshold");
    List<Step> chain = new ArrayList<>();
    chain.add(new Step(scale));
    FusedActivation.of(operator, operator.textAttribute("activation_type", "")).ifPresent(chain::add);
    return chain;
  }

  private static Step cast(Operator operator) {
    String[] kernel = operator.textAttribute(OperatorSplitter.KERNEL, "").split("/", -1);
    String[] types = kernel.length > 1 ? kernel[1].split("_to_", -1) : kernel;
    if (types.length != 2 || !CALIB_TYPES.containsKey(types[0]) || !CALIB_TYPES.containsKey(types[1])) {
      throw new IllegalArgumentException("its kernel '" + operator.textAttribute(OperatorSplitter.KERNEL, "")
          + "' is no conversion between types that Paddle's cast has");
    }
    return new Step(unary("cast", operator).attribute("in_dtype", CALIB_TYPES.get(types[0])).attribute("out_dtype",
        CALIB_TYPES.get(types[1])));
  }

  private static Operator.Builder unary(String type, Operator operator) {
    return Operator.builder(type).input("X", operator.inputList("Input"));
  }
}
