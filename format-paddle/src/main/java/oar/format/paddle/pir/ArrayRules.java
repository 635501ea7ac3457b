package oar.format.paddle.pir;

import java.util.Map;
import oar.api.model.Operator;

/** Arrays of tensors, which are written in place: whoever reads the array sees what was written before. */
final class ArrayRules {
  static final Map<String, Rule> RULES = Map.of( //
      "create_array", (operation, translation) -> translation.declare(operation, 0), //
      "array_write_", ArrayRules::write, //
      "array_read", Mapping.of("array_read", "read_from_array", "X, I -> Out"), //
      "array_length", Mapping.of("array_length", "lod_array_length", "X -> Out"), //
      "array_to_tensor", Mapping.of("array_to_tensor", "tensor_array_to_tensor", "X -> Out, OutIndex"));

  private ArrayRules() {}

  private static void write(PirOperation write, Translation translation) {
    Binding.One array = translation.values().one(write.operand(0));
    translation.emit(Operator.builder("write_to_array").input("X", translation.values().variable(write.operand(1)))
        .input("I", translation.values().variable(write.operand(2))).output("Out", array.variable()).build());
    translation.values().bind(write.result(0).id(), array);
  }
}
