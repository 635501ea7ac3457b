package oar.runtime.arm.op.elementwise;

import oar.api.model.DataType;
import oar.runtime.arm.op.Elements;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/** Answers a question about two elements; see {@link Broadcast} for how shapes combine. The output is bool and has X's LoD. */
record Predicate(Input x, Input y, Output out, int axis, Comparison comparison) implements Operation {
  @Override
  public Computation plan(Planning planning) {
    Operand left = planning.get(x);
    Operand right = planning.get(y);
    planning.require(left.type() == right.type(), "inputs " + left + " and " + right + " must be of one type");
    Broadcast broadcast = Broadcast.of(planning, left, right, axis);
    Operand result = planning.put(out, DataType.BOOL, broadcast.result(), left.levelOfDetail());
    boolean isReal = left.type().isFloatingPoint();
    return Computation.parallel(result.elementCount(), Unary.GRAIN, (from, to, scratch) -> {
      Elements lefts = Elements.of(left);
      Elements rights = Elements.of(right);
      Elements results = Elements.of(result);
      broadcast.forEachRun(from, to, scratch, (at, l, r, length, _) -> {
        for (int i = 0; i < length; i++) {
          long leftPlace = l + i * broadcast.leftStep();
          long rightPlace = r + i * broadcast.rightStep();
          boolean answer = isReal
              ? comparison.onDoubles().test(lefts.getDouble(leftPlace), rights.getDouble(rightPlace))
              : comparison.onIntegers().test(lefts.getLong(leftPlace), rights.getLong(rightPlace));
          results.set(at + i, answer ? 1L : 0L);
        }
      });
    });
  }
}
