package oar.runtime.arm.op.elementwise;

import java.util.List;
import oar.api.model.DataType;
import oar.runtime.arm.kernel.Arithmetic;
import oar.runtime.arm.kernel.Memory;
import oar.runtime.arm.kernel.Scratch;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.Elements;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/** {@code sum}: the sum of tensors of one type and shape. The output has the first one's LoD. */
public final class Sum implements Operation {
  private final List<Input> inputs;
  private final Output out;

  /** Read an operator. */
  public Sum(OperatorReader reader) {
    inputs = reader.inputs("X");
    out = reader.output("Out");
    if (inputs.isEmpty()) {
      throw reader.refuse("input X is missing");
    }
  }

  @Override
  public Computation plan(Planning planning) {
    List<Operand> summands = planning.get(inputs);
    Operand first = summands.getFirst();
    for (Operand other : summands) {
      planning.require(other.type() == first.type() && other.shape().equals(first.shape()),
          "inputs " + first + " and " + other + " must be of one type and shape");
    }
    planning.require(first.type().isFloatingPoint() || first.type().isInteger(),
        "input " + first + " must hold numbers");
    Operand output = planning.putInPlace(out, first);
    return first.type() == DataType.FLOAT32
        ? Computation.parallel(output.elementCount(), Unary.GRAIN,
            (from, to, scratch) -> addFloats(summands, output, from, to, scratch))
        : workspace -> addElements(summands.stream().map(Elements::of).toList(), output);
  }

  private static void addFloats(List<Operand> summands, Operand output, long from, long to, Scratch scratch) {
    float[] sums = scratch.floats(0, Scratch.CHUNK);
    float[] values = scratch.floats(1, Scratch.CHUNK);
    for (long at = from; at < to; at += Scratch.CHUNK) {
      int length = (int) Math.min(Scratch.CHUNK, to - at);
      Memory.load(summands.getFirst().segment(), at, sums, 0, length);
      for (Operand summand : summands.subList(1, summands.size())) {
        Memory.load(summand.segment(), at, values, 0, length);
        Arithmetic.add(sums, values, length);
      }
      Memory.store(sums, 0, output.segment(), at, length);
    }
  }

  private static void addElements(List<Elements> summands, Operand output) {
    Elements sums = Elements.of(output);
    for (long i = 0; i < output.elementCount(); i++) {
      double real = 0;
      long integer = 0;
      for (Elements summand : summands) {
        if (sums.isIntegral()) {
          integer += summand.getLong(i);
        } else {
          real += summand.getDouble(i);
        }
      }
      if (sums.isIntegral()) {
        sums.set(i, integer);
      } else {
        sums.set(i, real);
      }
    }
  }
}
