package oar.runtime.arm.op.quantized;

import oar.api.model.DataType;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.Elements;
import oar.runtime.arm.op.shape.Copy;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/**
 * {@code calib}, {@code calib_once}: a conversion that Paddle-Lite's opt puts between kernels of different types; which one, only
 * the chosen kernel says. To int8: {@code x * (1 / scale)} rounded; from int8: {@code q * scale}; from and to float16 as C does.
 * Any other one is there because Paddle-Lite has no kernel for the type that the program has; here there is one, so that the
 * elements stay what they are and results are those of the program that opt was given. The output has the input's LoD.
 */
public record Calib(Input input, Output out, DataType type, float scale) implements Operation {
  /** Read an operator. */
  public static Operation of(OperatorReader reader) {
    Input input = reader.input("Input");
    Output out = reader.output("Out");
    return switch (reader.kernel()) {
      case "fp32_to_int8" -> new Calib(input, out, DataType.INT8, scale(reader));
      case "int8_to_fp32" -> new Calib(input, out, DataType.FLOAT32, scale(reader));
      case "fp32_to_fp16" -> new Calib(input, out, DataType.FLOAT16, 1);
      case "fp16_to_fp32" -> new Calib(input, out, DataType.FLOAT32, 1);
      case "fp32_to_int32", "fp32_to_int64", "int32_to_fp32", "int32_to_int64", "int64_to_fp32", "int64_to_int32",
          "bool_to_float" ->
        new Copy(input, out);
      default -> throw reader.unsupported("kernel '" + reader.kernel() + "'");
    };
  }

  private static float scale(OperatorReader reader) {
    return reader.operator().floatAttribute("scale", 1);
  }

  @Override
  public Computation plan(Planning planning) {
    Operand from = planning.get(input);
    Operand to = planning.put(out, type, from.shape(), from.levelOfDetail());
    long count = from.elementCount();
    if (type == DataType.INT8) {
      float factor = 1 / scale;
      return workspace -> quantize(Elements.of(from), Elements.of(to), count, factor);
    }
    if (from.type() == DataType.INT8) {
      return workspace -> dequantize(Elements.of(from), Elements.of(to), count);
    }
    return workspace -> Elements.convert(Elements.of(from), Elements.of(to), count);
  }

  private static void quantize(Elements from, Elements to, long count, float factor) {
    for (long i = 0; i < count; i++) {
      to.set(i, (long) Rounding.toInt8((float) from.getDouble(i) * factor));
    }
  }

  private void dequantize(Elements from, Elements to, long count) {
    for (long i = 0; i < count; i++) {
      to.set(i, (double) (from.getLong(i) * scale));
    }
  }
}
