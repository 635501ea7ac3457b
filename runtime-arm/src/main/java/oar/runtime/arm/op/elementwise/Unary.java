package oar.runtime.arm.op.elementwise;

import java.lang.foreign.MemorySegment;
import oar.api.model.DataType;
import oar.runtime.arm.kernel.Elementwise;
import oar.runtime.arm.op.Elements;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/** Computes a function of each element; the output has the input's type, shape and LoD. */
record Unary(Input x, Output out, UnaryFunction function) implements Operation {
  /** Less than this is not worth another thread. */
  static final long GRAIN = 8192;

  @Override
  public Computation plan(Planning planning) {
    Operand from = planning.get(x);
    Operand to = planning.putInPlace(out, from);
    long count = from.elementCount();
    if (from.type() == DataType.FLOAT32) {
      return workspace -> {
        MemorySegment in = from.segment();
        MemorySegment result = to.segment();
        workspace.parallel(count, GRAIN,
            (begin, end, scratch) -> Elementwise.map(in, result, begin, end, function.onFloats(), scratch));
      };
    }
    return from.type().isFloatingPoint() ? onDoubles(from, to, count) : onIntegers(planning, from, to, count);
  }

  private Computation onDoubles(Operand from, Operand to, long count) {
    return workspace -> {
      Elements in = Elements.of(from);
      Elements result = Elements.of(to);
      for (long i = 0; i < count; i++) {
        result.set(i, function.onDoubles().applyAsDouble(in.getDouble(i)));
      }
    };
  }

  private Computation onIntegers(Planning planning, Operand from, Operand to, long count) {
    planning.require(from.type().isInteger() && function.onIntegers().isPresent(),
        "input " + from + ": the operator has no meaning on " + from.type());
    return workspace -> {
      Elements in = Elements.of(from);
      Elements result = Elements.of(to);
      for (long i = 0; i < count; i++) {
        result.set(i, function.onIntegers().get().applyAsLong(in.getLong(i)));
      }
    };
  }
}
