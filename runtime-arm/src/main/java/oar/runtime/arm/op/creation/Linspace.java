package oar.runtime.arm.op.creation;

import oar.api.model.DataType;
import oar.api.model.Shape;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.DataTypes;
import oar.runtime.arm.op.Elements;
import oar.runtime.arm.op.LongsSource;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/**
 * {@code linspace}: {@code Num} numbers from Start to Stop, inclusively, of type {@code dtype}, which both bounds are converted to.
 * The steps between are computed in double precision, from Start in the first half and from Stop in the second.
 */
public final class Linspace implements Operation {
  private final Input start;
  private final Input stop;
  private final Input number;
  private final Output out;
  private final DataType type;

  /** Read an operator. */
  public Linspace(OperatorReader reader) {
    start = reader.input("Start");
    stop = reader.input("Stop");
    number = reader.input("Num");
    out = reader.output("Out");
    type = DataTypes.of(reader, "dtype", DataType.FLOAT32);
  }

  @Override
  public Computation plan(Planning planning) {
    Operand from = bound(planning, start);
    Operand to = bound(planning, stop);
    long count = LongsSource.single(planning, number);
    planning.require(count > 0, "Num is " + count + "; it must be 1 or more");
    Operand output = planning.put(out, type, Shape.of(count));
    return workspace -> fill(converted(from), converted(to), output);
  }

  private static Operand bound(Planning planning, Input input) {
    Operand operand = planning.get(input);
    planning.require(operand.elementCount() == 1, "input " + operand + " must have one element");
    return operand;
  }

  private double converted(Operand bound) {
    return convert(Elements.of(bound).getDouble(0));
  }

  private double convert(double value) {
    return switch (type) {
      case FLOAT32 -> (float) value;
      case INT32, INT64 -> (long) value;
      default -> value;
    };
  }

  private void fill(double first, double last, Operand output) {
    Elements elements = Elements.of(output);
    long count = output.elementCount();
    double step = count == 1 ? 0 : convert(last - first) / (count - 1);
    for (long i = 0; i < count; i++) {
      elements.set(i, i < count / 2 || count == 1 ? first + step * i : last - step * (count - 1 - i));
    }
  }
}
