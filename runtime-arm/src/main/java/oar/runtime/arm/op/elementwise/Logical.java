package oar.runtime.arm.op.elementwise;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.LongBinaryOperator;
import java.util.function.LongUnaryOperator;
import oar.api.model.DataType;
import oar.runtime.arm.lowering.OperationFactory;
import oar.runtime.arm.op.Elements;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/**
 * {@code logical_*} and {@code bitwise_*}: functions of truth values, or of the bits of integers. Logical operators take any type,
 * of which all but 0 is true, and give bool; bitwise ones give their operands' type. The output has X's LoD.
 */
public final class Logical {
  private static final int LAST_DIMENSIONS = -1;

  private Logical() {}

  /** Return the operators by type. */
  public static Map<String, OperationFactory> factories() {
    SequencedMap<String, OperationFactory> factories = new LinkedHashMap<>();
    binary(factories, "and", (x, y) -> x & y);
    binary(factories, "or", (x, y) -> x | y);
    binary(factories, "xor", (x, y) -> x ^ y);
    unary(factories, "not", x -> ~x);
    return factories;
  }

  private static void binary(Map<String, OperationFactory> factories, String name, LongBinaryOperator function) {
    for (boolean isLogical : new boolean[]{true, false}) {
      factories.put((isLogical ? "logical_" : "bitwise_") + name,
          reader -> new OfTwo(reader.input("X"), reader.input("Y"), reader.output("Out"), isLogical, function));
    }
  }

  private static void unary(Map<String, OperationFactory> factories, String name, LongUnaryOperator function) {
    for (boolean isLogical : new boolean[]{true, false}) {
      factories.put((isLogical ? "logical_" : "bitwise_") + name,
          reader -> new OfOne(reader.input("X"), reader.output("Out"), isLogical, function));
    }
  }

  /** Return the bits of an element: those of an integer, one of a truth value. */
  private static long bits(Elements elements, long index, boolean asTruth) {
    return asTruth ? (elements.getDouble(index) != 0 ? 1 : 0) : elements.getLong(index);
  }

  private static void requireBits(Planning planning, Operand operand, boolean isLogical) {
    planning.require(isLogical || operand.type().isInteger() || operand.type() == DataType.BOOL,
        "input " + operand + " must hold integers or truth values");
  }

  private record OfTwo(Input x, Input y, Output out, boolean isLogical, LongBinaryOperator function)
      implements
        Operation {
    @Override
    public Computation plan(Planning planning) {
      Operand left = planning.get(x);
      Operand right = planning.get(y);
      planning.require(left.type() == right.type(), "inputs " + left + " and " + right + " must be of one type");
      requireBits(planning, left, isLogical);
      Broadcast broadcast = Broadcast.of(planning, left, right, LAST_DIMENSIONS);
      Operand result = planning.put(out, isLogical ? DataType.BOOL : left.type(), broadcast.result(),
          left.levelOfDetail());
      boolean asTruth = isLogical || left.type() == DataType.BOOL;
      return Computation.parallel(result.elementCount(), Unary.GRAIN, (from, to, scratch) -> {
        Elements lefts = Elements.of(left);
        Elements rights = Elements.of(right);
        Elements results = Elements.of(result);
        broadcast.forEachRun(from, to, scratch, (at, l, r, length, _) -> {
          for (int i = 0; i < length; i++) {
            results.set(at + i, function.applyAsLong(bits(lefts, l + i * broadcast.leftStep(), asTruth),
                bits(rights, r + i * broadcast.rightStep(), asTruth)));
          }
        });
      });
    }
  }

  private record OfOne(Input x, Output out, boolean isLogical, LongUnaryOperator function) implements Operation {
    @Override
    public Computation plan(Planning planning) {
      Operand input = planning.get(x);
      requireBits(planning, input, isLogical);
      Operand result = planning.put(out, isLogical ? DataType.BOOL : input.type(), input.shape(),
          input.levelOfDetail());
      boolean asTruth = isLogical || input.type() == DataType.BOOL;
      long mask = asTruth ? 1 : -1;
      return workspace -> {
        Elements elements = Elements.of(input);
        Elements results = Elements.of(result);
        for (long i = 0; i < input.elementCount(); i++) {
          results.set(i, function.applyAsLong(bits(elements, i, asTruth)) & mask);
        }
      };
    }
  }
}
