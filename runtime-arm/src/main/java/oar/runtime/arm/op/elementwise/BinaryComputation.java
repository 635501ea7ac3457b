package oar.runtime.arm.op.elementwise;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.function.LongBinaryOperator;
import java.util.function.LongUnaryOperator;
import oar.api.model.DataType;
import oar.runtime.arm.kernel.Memory;
import oar.runtime.arm.kernel.Scratch;
import oar.runtime.arm.op.Elements;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Planning;

/**
 * How functions of two elements are computed on each type of elements.
 *
 * @param broadcast how the two shapes combine
 * @param left the left operands
 * @param right the right operands, of the same type
 * @param result takes the results
 * @param activation applied last
 */
record BinaryComputation(Broadcast broadcast, Operand left, Operand right, Operand result, UnaryFunction activation) {
  /** Return what computes a function that has a form for the type. */
  Computation of(BinaryFunction function, Planning planning) {
    if (left.type() == DataType.FLOAT32) {
      Broadcast.RunConsumer run = (at, l, r, length, scratch) -> computeFloats(function, at, l, r, length, scratch);
      return Computation.parallel(result.elementCount(), Unary.GRAIN,
          (from, to, scratch) -> broadcast.forEachRun(from, to, scratch, run));
    }
    if (left.type().isFloatingPoint()) {
      return Computation.parallel(result.elementCount(), Unary.GRAIN,
          (from, to, scratch) -> computeDoubles(function, from, to, scratch));
    }
    return Computation.parallel(result.elementCount(), Unary.GRAIN,
        (from, to, scratch) -> computeIntegers(function, planning, from, to, scratch));
  }

  private void computeFloats(BinaryFunction function, long at, long l, long r, int length, Scratch scratch) {
    float[] lefts = scratch.floats(0, Scratch.CHUNK);
    float[] rights = scratch.floats(1, Scratch.CHUNK);
    load(left.segment(), l, broadcast.leftStep(), lefts, length);
    load(right.segment(), r, broadcast.rightStep(), rights, length);
    function.onFloats().apply(lefts, rights, length);
    activation.onFloats().apply(lefts, length, scratch);
    Memory.store(lefts, 0, result.segment(), at, length);
  }

  private static void load(MemorySegment memory, long index, int step, float[] values, int length) {
    if (step == 1) {
      Memory.load(memory, index, values, 0, length);
    } else {
      Arrays.fill(values, 0, length, Memory.get(memory, index));
    }
  }

  private void computeDoubles(BinaryFunction function, long from, long to, Scratch scratch) {
    Elements lefts = Elements.of(left);
    Elements rights = Elements.of(right);
    Elements results = Elements.of(result);
    broadcast.forEachRun(from, to, scratch, (at, l, r, length, _) -> {
      for (int i = 0; i < length; i++) {
        double value = function.onDoubles().applyAsDouble(lefts.getDouble(l + i * broadcast.leftStep()),
            rights.getDouble(r + i * broadcast.rightStep()));
        results.set(at + i, activation.onDoubles().applyAsDouble(value));
      }
    });
  }

  private void computeIntegers(BinaryFunction function, Planning planning, long from, long to, Scratch scratch) {
    Elements lefts = Elements.of(left);
    Elements rights = Elements.of(right);
    Elements results = Elements.of(result);
    LongBinaryOperator operator = function.onIntegers().orElseThrow();
    LongUnaryOperator last = activation.onIntegers().orElseThrow();
    broadcast.forEachRun(from, to, scratch, (at, l, r, length, _) -> {
      for (int i = 0; i < length; i++) {
        long divisor = rights.getLong(r + i * broadcast.rightStep());
        if (function.divides() && divisor == 0) {
          throw planning.refuse("element " + (r + i * broadcast.rightStep()) + " of input " + right
              + " is 0; integers cannot be divided by it");
        }
        results.set(at + i,
            last.applyAsLong(operator.applyAsLong(lefts.getLong(l + i * broadcast.leftStep()), divisor)));
      }
    });
  }
}
