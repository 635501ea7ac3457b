package oar.api.quantization;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import oar.api.model.Operator;

/** Which inputs of which operators are weights worth quantizing, and along which axis their channels lie. */
final class WeightRole {
  private static final int ROWS = 0;
  private static final int COLUMNS = 1;

  /** The weights that are quantized unless they are left out: those that Paddle-Lite and PaddleSlim quantize. */
  private static final Map<String, List<String>> CHOSEN = Map.of(//
      "conv2d", List.of("Filter"), //
      "depthwise_conv2d", List.of("Filter"), //
      "fc", List.of("W"), //
      "mul", List.of("Y"), //
      "matmul", List.of("X", "Y"), //
      "matmul_v2", List.of("X", "Y"), //
      "lookup_table", List.of("W"));

  /** The weights that are quantized when they are asked for: Paddle-Lite could not make them real again. */
  private static final Map<String, List<String>> ON_REQUEST = Map.of(//
      "conv2d_transpose", List.of("Filter"), //
      "depthwise_conv2d_transpose", List.of("Filter"), //
      "conv3d", List.of("Filter"), //
      "deformable_conv", List.of("Filter"), //
      "bmm", List.of("X", "Y"), //
      "lookup_table_v2", List.of("W"), //
      "rnn", List.of("WeightList"), //
      "lstm", List.of("Weight"), //
      "gru", List.of("Weight"));

  /** The operator types whose every weight Paddle-Lite's opt quantizes, biases included. */
  private static final Set<String> COMPATIBLE = Set.of("conv2d", "fc", "mul", "matmul", "matmul_v2", "lookup_table");

  private WeightRole() {}

  /** Tell whether operators of a type have weights to quantize, asked for or not. */
  static boolean isKnown(String operatorType) {
    return CHOSEN.containsKey(operatorType) || ON_REQUEST.containsKey(operatorType);
  }

  /** Return the channel axis of a weight that is quantized unless it is left out, or empty if it is none for an operator. */
  static OptionalInt channelAxis(Operator operator, String weight, int rank) {
    return channelAxis(CHOSEN, operator, weight, rank);
  }

  /** Return the channel axis of a weight that is quantized when it is asked for, or empty if it is none for an operator. */
  static OptionalInt channelAxisOnRequest(Operator operator, String weight, int rank) {
    return channelAxis(ON_REQUEST, operator, weight, rank);
  }

  private static OptionalInt channelAxis(Map<String, List<String>> slots, Operator operator, String weight, int rank) {
    for (String slot : slots.getOrDefault(operator.type(), List.of())) {
      if (operator.inputList(slot).contains(weight) && rank >= 2) {
        return OptionalInt.of(axisOfSlot(operator, slot, rank));
      }
    }
    return OptionalInt.empty();
  }

  private static int axisOfSlot(Operator operator, String slot, int rank) {
    return switch (operator.type()) {
      case "conv2d", "depthwise_conv2d", "conv3d", "deformable_conv", "rnn", "lookup_table_v2" -> ROWS;
      // Two matrices lie one behind the other in it, so that no axis is one of outputs; a row stays near its inputs.
      case "gru" -> ROWS;
      case "matmul" -> productAxis(slot, operator.booleanAttribute("transpose_" + slot, false), rank);
      case "matmul_v2" ->
        productAxis(slot, operator.booleanAttribute(slot.equals("X") ? "trans_x" : "trans_y", false), rank);
      case "bmm" -> productAxis(slot, false, rank);
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
    return OptionalInt.of(rank == 1 || operator.type().equals("conv2d") ? ROWS : COLUMNS);
  }
}
