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
      return workspace -> workspace.parallel(result.elementCount(), Unary.GRAIN,
          (from, to, scratch) -> computeFloats(function, from, to, scratch));
    }
    if (left.type().isFloatingPoint()) {
      return workspace -> computeDoubles(function);
    }
    return workspace -> computeIntegers(function, planning);
  }

  private void computeFloats(BinaryFunction function, long from, long to, Scratch scratch) {
    MemorySegment leftMemory = left.segment();
    MemorySegment rightMemory = right.segment();
    MemorySegment resultMemory = result.segment();
    float[] lefts = scratch.floats(0, Scratch.CHUNK);
    float[] rights = scratch.floats(1, Scratch.CHUNK);
    int leftStep = broadcast.leftStep();
    int rightStep = broadcast.rightStep();
    broadcast.forEachRun(from, to, Scratch.CHUNK, (at, l, r, length) -> {
      load(leftMemory, l, leftStep, lefts, length);
      load(rightMemory, r, rightStep, rights, length);
      function.onFloats().apply(lefts, rights, length);
      activation.onFloats().apply(lefts, length, scratch);
      Memory.store(lefts, 0, resultMemory, at, length);
    });
  }

  private static void load(MemorySegment memory, long index, int step, float[] values, int length) {
    if (step == 1) {
      Memory.load(memory, index, values, 0, length);
    } else {
      Arrays.fill(values, 0, length, Memory.get(memory, index));
    }
  }

  private void computeDoubles(BinaryFunction function) {
    Elements lefts = Elements.of(left);
    Elements rights = Elements.of(right);
    Elements results = Elements.of(result);
    broadcast.forEachRun(0, result.elementCount(), Scratch.CHUNK, (at, l, r, length) -> {
      for (int i = 0; i < length; i++) {
        double value = function.onDoubles().applyAsDouble(lefts.getDouble(l + i * broadcast.leftStep()),
            rights.getDouble(r + i * broadcast.rightStep()));
        results.set(at + i, activation.onDoubles().applyAsDouble(value));
      }
    });
  }

  private void computeIntegers(BinaryFunction function, Planning planning) {
    Elements lefts = Elements.of(left);
    Elements rights = Elements.of(right);
    Elements results = Elements.of(result);
    LongBinaryOperator operator = function.onIntegers().orElseThrow();
    LongUnaryOperator last = activation.onIntegers().orElseThrow();
    broadcast.forEachRun(0, result.elementCount(), Scratch.CHUNK, (at, l, r, length) -> {
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
