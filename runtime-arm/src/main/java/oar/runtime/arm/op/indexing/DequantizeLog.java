package oar.runtime.arm.op.indexing;

import oar.api.model.DataType;
import oar.runtime.arm.kernel.Memory;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.Elements;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/**
 * {@code dequantize_log}: for each int8 of X the float of {@code Dict} [128] with its number, or, for a negative x, the negated one
 * of number {@code x + 128}. The output has X's LoD.
 */
public final class DequantizeLog implements Operation {
  private static final int MAGNITUDES = 128;

  private final Input x;
  private final Input dictionary;
  private final Output out;

  /** Read an operator. */
  public DequantizeLog(OperatorReader reader) {
    x = reader.input("X");
    dictionary = reader.input("Dict");
    out = reader.output("Out");
  }

  @Override
  public Computation plan(Planning planning) {
    Operand input = planning.get(x);
    Operand magnitudes = planning.get(dictionary);
    planning.require(input.type() == DataType.INT8, "input " + input + " must be of int8");
    planning.require(magnitudes.type() == DataType.FLOAT32 && magnitudes.elementCount() == MAGNITUDES,
        "input " + magnitudes + " must be " + MAGNITUDES + " numbers of float32");
    Operand output = planning.put(out, DataType.FLOAT32, input.shape(), input.levelOfDetail());
    return workspace -> {
      Elements codes = Elements.of(input);
      for (long i = 0; i < input.elementCount(); i++) {
        long code = codes.getLong(i);
        float value = Memory.get(magnitudes.segment(), Math.floorMod(code, MAGNITUDES));
        Memory.set(output.segment(), i, code < 0 ? -value : value);
      }
    };
  }
}
