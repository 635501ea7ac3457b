package oar.runtime.arm.op.creation;

import java.util.List;
import oar.api.model.DataType;
import oar.api.model.Shape;
import oar.api.model.Tensor;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.Elements;
import oar.runtime.arm.op.Precision;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/**
 * {@code range}: the numbers from Start to End, exclusively, in steps of Step, each the one before plus the step in the precision of
 * their type.
 */
public final class Range implements Operation {
  private final Input start;
  private final Input end;
  private final Input step;
  private final Output out;

  /** Read an operator. */
  public Range(OperatorReader reader) {
    start = reader.input("Start");
    end = reader.input("End");
    step = reader.input("Step");
    out = reader.output("Out");
  }

  @Override
  public Computation plan(Planning planning) {
    Tensor first = bound(planning, start);
    Tensor last = bound(planning, end);
    Tensor distance = bound(planning, step);
    requireTypes(planning);
    double sign = Math.signum(distance.doubleAt(0));
    planning.require(sign * first.doubleAt(0) <= sign * last.doubleAt(0) && sign != 0, "the range from "
        + first.doubleAt(0) + " to " + last.doubleAt(0) + " has step " + distance.doubleAt(0)
        + "; the step must not be 0 and lead from one to the other");
    return first.type().isInteger()
        ? integers(planning, first.longAt(0), last.longAt(0), distance.longAt(0))
        : reals(planning, first, last, distance);
  }

  private static Tensor bound(Planning planning, Input input) {
    Operand operand = planning.get(input);
    planning.require(operand.elementCount() == 1, "input " + operand + " must have one element");
    return planning.content(input);
  }

  private void requireTypes(Planning planning) {
    DataType type = planning.get(start).type();
    planning.require(switch (type) {
      case INT32, INT64, FLOAT32, FLOAT64 -> true;
      case BOOL, INT8, UINT8, INT16, SIZE_T, FLOAT16, BFLOAT16, COMPLEX64, COMPLEX128 -> false;
    }, "input " + planning.get(start) + " must be of int32, int64, float32 or float64");
    for (Operand other : planning.get(List.of(end, step))) {
      planning.require(other.type() == type, "input " + other + " must be of " + type + " as Start is");
    }
  }

  private Computation integers(Planning planning, long first, long last, long distance) {
    long count = Math.ceilDiv(Math.subtractExact(last, first), distance);
    Operand output = planning.put(out, planning.get(start).type(), Shape.of(count));
    return workspace -> {
      Elements elements = Elements.of(output);
      for (long i = 0; i < count; i++) {
        elements.set(i, first + i * distance);
      }
    };
  }

  private Computation reals(Planning planning, Tensor first, Tensor last, Tensor distance) {
    Precision precision = Precision.of(planning, planning.get(start));
    double step = distance.doubleAt(0);
    double length = precision.round(last.doubleAt(0) - first.doubleAt(0));
    double count = Math.ceil(Math.abs(precision.round(length / step)));
    planning.require(count < Long.MAX_VALUE, "the range would have " + count + " elements");
    Operand output = planning.put(out, first.type(), Shape.of((long) count));
    return workspace -> {
      Elements elements = Elements.of(output);
      double value = first.doubleAt(0);
      for (long i = 0; i < output.elementCount(); i++) {
        elements.set(i, value);
        value = precision.round(value + step);
      }
    };
  }
}
