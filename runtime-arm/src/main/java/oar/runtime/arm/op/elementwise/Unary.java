package oar.runtime.arm.op.elementwise;

import java.util.Optional;
import oar.api.model.DataType;
import oar.api.model.LevelOfDetail;
import oar.runtime.arm.kernel.Elementwise;
import oar.runtime.arm.kernel.product.Rectifier;
import oar.runtime.arm.machine.VectorWidth;
import oar.runtime.arm.op.Elements;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/**
 * Computes a function of each element; the output has the input's type and shape.
 *
 * @param carriesLevelOfDetail whether it has the input's LoD as well
 */
record Unary(Input x, Output out, UnaryFunction function, boolean carriesLevelOfDetail) implements Operation {
  /** Less than this is not worth another thread. */
  static final long GRAIN = 8192;

  Unary(Input x, Output out, UnaryFunction function) {
    this(x, out, function, true);
  }

  @Override
  public Computation plan(Planning planning) {
    Operand from = planning.getAsIs(x);
    if (from.type() == DataType.FLOAT32) {
      return onFloats(planning, from, put(planning, from));
    }
    if (from.type().isFloatingPoint()) {
      return onDoubles(from, put(planning, from));
    }
    if (function.makesReal() && (from.type() == DataType.INT32 || from.type() == DataType.INT64)) {
      return onDoubles(from, planning.put(out, DataType.FLOAT32, from.shape(), from.levelOfDetail(), from.layout()));
    }
    planning.require((from.type().isInteger() || from.type() == DataType.BOOL) && function.onIntegers().isPresent(),
        "input " + from + ": the operator has no meaning on " + from.type());
    return onIntegers(from, put(planning, from));
  }

  private Operand put(Planning planning, Operand from) {
    return carriesLevelOfDetail
        ? planning.putInPlace(out, from)
        : planning.put(out, from.type(), from.shape(), LevelOfDetail.NONE, from.layout());
  }

  private Computation onFloats(Planning planning, Operand from, Operand to) {
    Optional<VectorWidth> width = planning.machine().vectors();
    Optional<Rectifier> rectifier = function.rectifier().filter(known -> known.kind().isTranscendental());
    if (width.isPresent() && rectifier.isPresent()) {
      return new RectifiedElements(from, to, rectifier.get(), width.get());
    }
    return Computation.parallel(from.elementCount(), GRAIN, (begin, end, scratch) -> Elementwise.map(from.segment(),
        to.segment(), begin, end, function.onFloats(), scratch));
  }

  private Computation onDoubles(Operand from, Operand to) {
    return workspace -> {
      Elements in = Elements.of(from);
      Elements result = Elements.of(to);
      for (long i = 0; i < from.elementCount(); i++) {
        result.set(i, function.onDoubles().applyAsDouble(in.getDouble(i)));
      }
    };
  }

  private Computation onIntegers(Operand from, Operand to) {
    return workspace -> {
      Elements in = Elements.of(from);
      Elements result = Elements.of(to);
      for (long i = 0; i < from.elementCount(); i++) {
        result.set(i, function.onIntegers().orElseThrow().applyAsLong(in.getLong(i)));
      }
    };
  }
}
