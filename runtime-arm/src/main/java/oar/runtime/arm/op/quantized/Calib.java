package oar.runtime.arm.op.quantized;

import oar.api.model.DataType;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.Elements;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/**
 * {@code calib}, {@code calib_once}: a conversion that Paddle-Lite's opt puts between kernels of different types; which one, only
 * the chosen kernel says. To int8: {@code x * (1 / scale)} rounded; from int8: {@code q * scale}; all others as in C. The output
 * has the input's LoD.
 */
public final class Calib implements Operation {
  private final Input input;
  private final Output out;
  private final DataType type;
  private final float scale;

  /** Read an operator. */
  public Calib(OperatorReader reader) {
    input = reader.input("Input");
    out = reader.output("Out");
    scale = reader.operator().floatAttribute("scale", 1);
    type = switch (reader.kernel().replaceFirst(".*_to_", "")) {
      case "int8" -> DataType.INT8;
      case "fp32", "float" -> DataType.FLOAT32;
      case "int32" -> DataType.INT32;
      case "int64" -> DataType.INT64;
      case "fp16" -> DataType.FLOAT16;
      default -> throw reader.unsupported("kernel '" + reader.kernel() + "'");
    };
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
