package oar.runtime.arm.op.elementwise;

import oar.api.model.Shape;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/**
 * {@code lerp}: linear interpolation, {@code X + Weight * (Y - X)}; see {@link Broadcast} for how the three shapes combine. The
 * output has X's LoD.
 */
public final class Lerp implements Operation {
  private static final int LAST_DIMENSIONS = -1;

  private final Input x;
  private final Input y;
  private final Input weight;
  private final Output out;

  /** Read an operator. */
  public Lerp(OperatorReader reader) {
    x = reader.input("X");
    y = reader.input("Y");
    weight = reader.input("Weight");
    out = reader.output("Out");
  }

  @Override
  public Computation plan(Planning planning) {
    Operand from = planning.get(x);
    Operand to = planning.get(y);
    Operand share = planning.get(weight);
    planning.require(from.type().isFloatingPoint(), "input " + from + " must hold floating-point numbers");
    planning.require(from.type() == to.type() && from.type() == share.type(),
        "inputs " + from + ", " + to + " and " + share + " must be of one type");
    Operand distance = planning.scratch(from.type(), shape(planning, to, from));
    Operand step = planning.scratch(from.type(), shape(planning, distance, share));
    Operand result = planning.put(out, from.type(), shape(planning, from, step), from.levelOfDetail());
    Computation first = computation(planning, "sub", to, from, distance);
    Computation second = computation(planning, "mul", distance, share, step);
    Computation third = computation(planning, "add", from, step, result);
    return workspace -> {
      first.run(workspace);
      second.run(workspace);
      third.run(workspace);
    };
  }

  private static Shape shape(Planning planning, Operand left, Operand right) {
    return Broadcast.of(planning, left, right, LAST_DIMENSIONS).result();
  }

  private static Computation computation(Planning planning, String function, Operand left, Operand right,
      Operand result) {
    Broadcast broadcast = Broadcast.of(planning, left, right, LAST_DIMENSIONS);
    return new BinaryComputation(broadcast, left, right, result, UnaryFunction.IDENTITY)
        .of(BinaryFunctions.of(function), planning);
  }
}
