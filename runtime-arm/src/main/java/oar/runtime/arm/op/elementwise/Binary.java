package oar.runtime.arm.op.elementwise;

import oar.api.model.DataType;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Layout;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/**
 * Computes a function of two elements of one type, then an activation; see {@link Broadcast} for how shapes combine. The output
 * has X's LoD.
 */
record Binary(Input x, Input y, Output out, int axis, BinaryFunction function, UnaryFunction activation)
    implements
      Operation {
  @Override
  public Computation plan(Planning planning) {
    Layout layout = Broadcast.layout(planning.getAsIs(x), planning.getAsIs(y));
    Operand left = planning.get(x, layout);
    Operand right = planning.get(y, layout);
    planning.require(left.type() == right.type(), "inputs " + left + " and " + right + " must be of one type");
    boolean integral = left.type().isInteger() || left.type() == DataType.BOOL;
    boolean onIntegers = function.onIntegers().isPresent() && activation.onIntegers().isPresent();
    planning.require(left.type().isFloatingPoint() || integral && onIntegers,
        "input " + left + ": the operator has no meaning on " + left.type());
    Broadcast broadcast = Broadcast.of(planning, left, right, axis, layout);
    Operand result = broadcast.result().equals(left.shape())
        ? planning.putInPlace(out, left)
        : planning.put(out, left.type(), broadcast.result(), left.levelOfDetail(), layout);
    // Paddle takes the operand of higher rank first, on which depends what becomes of NaN.
    return function.commutes() && left.shape().rank() < right.shape().rank()
        ? new BinaryComputation(broadcast.exchanged(), right, left, result, activation).of(function, planning)
        : new BinaryComputation(broadcast, left, right, result, activation).of(function, planning);
  }
}
