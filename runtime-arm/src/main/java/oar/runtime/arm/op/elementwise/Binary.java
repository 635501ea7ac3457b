package oar.runtime.arm.op.elementwise;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import oar.api.model.DataType;
import oar.runtime.arm.kernel.FloatLoop;
import oar.runtime.arm.kernel.Memory;
import oar.runtime.arm.kernel.Scratch;
import oar.runtime.arm.op.Elements;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/**
 * Computes a function of two elements, then an activation; see {@link Broadcast} for how shapes combine. The output has X's
 * LoD. The activation is on FLOAT32 alone.
 */
record Binary(Input x, Input y, Output out, int axis, BinaryFunction function, FloatLoop activation)
    implements
      Operation {
  @Override
  public Computation plan(Planning planning) {
    Operand left = planning.get(x);
    Operand right = planning.get(y);
    planning.require(left.type() == right.type(), "inputs " + left + " and " + right + " must be of one type");
    Broadcast broadcast = Broadcast.of(planning, left, right, axis);
    boolean inPlace = broadcast.result().equals(left.shape());
    Operand result = inPlace
        ? planning.putInPlace(out, left)
        : planning.put(out, left.type(), broadcast.result(), left.levelOfDetail());
    long count = result.elementCount();
    if (left.type() == DataType.FLOAT32) {
      return workspace -> workspace.parallel(count, Unary.GRAIN,
          (from, to, scratch) -> computeFloats(broadcast, new Segments(left, right, result), from, to, scratch));
    }
    if (left.type().isFloatingPoint()) {
      return workspace -> computeDoubles(broadcast, left, right, result);
    }
    planning.require(function.onIntegers().isPresent() && (left.type().isInteger() || left.type() == DataType.BOOL),
        "input " + left + ": the operator has no meaning on " + left.type());
    return workspace -> computeIntegers(broadcast, left, right, result);
  }

  private record Segments(MemorySegment left, MemorySegment right, MemorySegment result) {
    Segments(Operand left, Operand right, Operand result) {
      this(left.segment(), right.segment(), result.segment());
    }
  }

  private void computeFloats(Broadcast broadcast, Segments segments, long from, long to, Scratch scratch) {
    float[] lefts = scratch.floats(0, Scratch.CHUNK);
    float[] rights = scratch.floats(1, Scratch.CHUNK);
    int leftStep = broadcast.leftStep();
    int rightStep = broadcast.rightStep();
    broadcast.forEachRun(from, to, Scratch.CHUNK, (at, left, right, length) -> {
      load(segments.left, left, leftStep, lefts, length);
      load(segments.right, right, rightStep, rights, length);
      function.onFloats().apply(lefts, rights, length);
      activation.apply(lefts, length, scratch);
      Memory.store(lefts, 0, segments.result, at, length);
    });
  }

  private static void load(MemorySegment memory, long index, int step, float[] values, int length) {
    if (step == 1) {
      Memory.load(memory, index, values, 0, length);
    } else {
      Arrays.fill(values, 0, length, Memory.get(memory, index));
    }
  }

  private void computeDoubles(Broadcast broadcast, Operand left, Operand right, Operand result) {
    Elements lefts = Elements.of(left);
    Elements rights = Elements.of(right);
    Elements results = Elements.of(result);
    broadcast.forEachRun(0, result.elementCount(), Scratch.CHUNK, (at, l, r, length) -> {
      for (int i = 0; i < length; i++) {
        results.set(at + i, function.onDoubles().applyAsDouble(lefts.getDouble(l + i * broadcast.leftStep()),
            rights.getDouble(r + i * broadcast.rightStep())));
      }
    });
  }

  private void computeIntegers(Broadcast broadcast, Operand left, Operand right, Operand result) {
    Elements lefts = Elements.of(left);
    Elements rights = Elements.of(right);
    Elements results = Elements.of(result);
    broadcast.forEachRun(0, result.elementCount(), Scratch.CHUNK, (at, l, r, length) -> {
      for (int i = 0; i < length; i++) {
        results.set(at + i, function.onIntegers().get().applyAsLong(lefts.getLong(l + i * broadcast.leftStep()),
            rights.getLong(r + i * broadcast.rightStep())));
      }
    });
  }
}
