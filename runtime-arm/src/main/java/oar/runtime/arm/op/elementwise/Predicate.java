package oar.runtime.arm.op.elementwise;

import oar.api.model.DataType;
import oar.runtime.arm.kernel.Scratch;
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
    return left.type().isFloatingPoint()
        ? workspace -> compareDoubles(broadcast, left, right, result)
        : workspace -> compareIntegers(broadcast, left, right, result);
  }

  private void compareDoubles(Broadcast broadcast, Operand left, Operand right, Operand result) {
    Elements lefts = Elements.of(left);
    Elements rights = Elements.of(right);
    Elements results = Elements.of(result);
    broadcast.forEachRun(0, result.elementCount(), Scratch.CHUNK, (at, l, r, length) -> {
      for (int i = 0; i < length; i++) {
        boolean answer = comparison.onDoubles().test(lefts.getDouble(l + i * broadcast.leftStep()),
            rights.getDouble(r + i * broadcast.rightStep()));
        results.set(at + i, answer ? 1L : 0L);
      }
    });
  }

  private void compareIntegers(Broadcast broadcast, Operand left, Operand right, Operand result) {
    Elements lefts = Elements.of(left);
    Elements rights = Elements.of(right);
    Elements results = Elements.of(result);
    broadcast.forEachRun(0, result.elementCount(), Scratch.CHUNK, (at, l, r, length) -> {
      for (int i = 0; i < length; i++) {
        boolean answer = comparison.onIntegers().test(lefts.getLong(l + i * broadcast.leftStep()),
            rights.getLong(r + i * broadcast.rightStep()));
        results.set(at + i, answer ? 1L : 0L);
      }
    });
  }
}
