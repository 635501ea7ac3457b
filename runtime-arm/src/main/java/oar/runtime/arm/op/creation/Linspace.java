package oar.runtime.arm.op.creation;

import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
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
 * {@code logspace}: the powers of {@code Base}, converted too, that have these exponents.
 */
public final class Linspace implements Operation {
  private final Input start;
  private final Input stop;
  private final Input number;
  private final Optional<Input> base;
  private final Output out;
  private final DataType type;

  private Linspace(OperatorReader reader, Optional<Input> base) {
    this.base = base;
    start = reader.input("Start");
    stop = reader.input("Stop");
    number = reader.input("Num");
    out = reader.output("Out");
    type = DataTypes.of(reader, "dtype", DataType.FLOAT32);
  }

  /** Read a {@code linspace}. */
  public static Operation linear(OperatorReader reader) {
    return new Linspace(reader, Optional.empty());
  }

  /** Read a {@code logspace}. */
  public static Operation logarithmic(OperatorReader reader) {
    return new Linspace(reader, Optional.of(reader.input("Base")));
  }

  @Override
  public Computation plan(Planning planning) {
    Operand from = bound(planning, start);
    Operand to = bound(planning, stop);
    Optional<Operand> power = base.map(input -> bound(planning, input));
    long count = LongsSource.single(planning, number);
    planning.require(count > 0, "Num is " + count + "; it must be 1 or more");
    Operand output = planning.put(out, type, Shape.of(count));
    return workspace -> fill(converted(from), converted(to), finish(power), output);
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

  /** Return what is done to the numbers between the bounds. */
  private DoubleUnaryOperator finish(Optional<Operand> power) {
    if (power.isEmpty()) {
      return DoubleUnaryOperator.identity();
    }
    double powered = converted(power.get());
    return exponent -> Math.pow(powered, exponent);
  }

  private void fill(double first, double last, DoubleUnaryOperator finish, Operand output) {
    Elements elements = Elements.of(output);
    long count = output.elementCount();
    double step = count == 1 ? 0 : convert(last - first) / (count - 1);
    for (long i = 0; i < count; i++) {
      double number = i < count / 2 || count == 1 ? first + step * i : last - step * (count - 1 - i);
      elements.set(i, finish.applyAsDouble(number));
    }
  }
}
