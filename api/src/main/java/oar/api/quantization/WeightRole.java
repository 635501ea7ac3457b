package oar.api.quantization;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import oar.api.model.Operator;

/** Which inputs of which operators are weights worth quantizing, and along which axis their channels lie. */
final class WeightRole {
  /** The axes of the output channels: an operator's results along one of them share a scale. */
  private static final int OUTPUT_CHANNELS_FIRST = 0;
  private static final int COLUMNS = 1;

  private static final Map<String, List<String>> SLOTS = Map.of(//
      "conv2d", List.of("Filter"), //
      "depthwise_conv2d", List.of("Filter"), //
      "fc", List.of("W"), //
      "mul", List.of("Y"), //
      "matmul", List.of("X", "Y"), //
      "matmul_v2", List.of("X", "Y"), //
      "lookup_table", List.of("W"));

  private static final Set<String> CONVOLUTIONS = Set.of("conv2d", "depthwise_conv2d");

  /** The operator types whose every weight Paddle-Lite's opt quantizes, biases included. */
  private static final Set<String> COMPATIBLE = Set.of("conv2d", "fc", "mul", "matmul", "matmul_v2", "lookup_table");

  private WeightRole() {}

  /** Return the operator types that have weights to quantize. */
  static Set<String> operatorTypes() {
    return SLOTS.keySet();
  }

  /** Return the channel axis of a weight in the role that it has for an operator, or empty if it has none there. */
  static OptionalInt channelAxis(Operator operator, String weight, int rank) {
    for (String slot : SLOTS.getOrDefault(operator.type(), List.of())) {
      if (operator.inputList(slot).contains(weight) && rank >= 2) {
        return OptionalInt.of(axisOfSlot(operator, slot, rank));
      }
    }
    return OptionalInt.empty();
  }

  private static int axisOfSlot(Operator operator, String slot, int rank) {
    return switch (operator.type()) {
      case "conv2d", "depthwise_conv2d" -> OUTPUT_CHANNELS_FIRST;
      case "matmul" -> productAxis(slot, operator.booleanAttribute("transpose_" + slot, false), rank);
      case "matmul_v2" ->
        productAxis(slot, operator.booleanAttribute(slot.equals("X") ? "trans_x" : "trans_y", false), rank);
      case "mul" -> Math.min(operator.intAttribute("y_num_col_dims", 1), rank - 1);
      default -> COLUMNS;
    };
  }

  /** Rows of the left operand and columns of the right one go into results of their own. */
  private static int productAxis(String slot, boolean transposed, int rank) {
    return slot.equals("Y") != transposed ? rank - 1 : rank - 2;
  }

  /** Return the axis that Paddle-Lite's opt takes for any weight of an operator, or empty if it leaves the operator. */
  static OptionalInt compatibleAxis(Operator operator, int rank) {
    if (!COMPATIBLE.contains(operator.type())) {
      return OptionalInt.empty();
    }
    return OptionalInt.of(rank == 1 || CONVOLUTIONS.contains(operator.type()) ? OUTPUT_CHANNELS_FIRST : COLUMNS);
  }
}
