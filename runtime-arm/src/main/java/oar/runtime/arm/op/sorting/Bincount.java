package oar.runtime.arm.op.sorting;

import java.util.Optional;
import oar.api.model.DataType;
import oar.api.model.Shape;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.Elements;
import oar.runtime.arm.op.LongsSource;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.DynamicOutput;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/**
 * {@code bincount}: how often each number from 0 occurs in a list, INT64, or what its Weights add up to, FLOAT32 for such weights and
 * FLOAT64 for others. The result ends with the greatest number, or has {@code minlength} elements if those are more; input
 * MinLengthTensor comes before the attribute. No LoD.
 */
public final class Bincount implements Operation {
  private final Input x;
  private final Optional<Input> weights;
  private final Optional<Input> leastTensor;
  private final long leastAttribute;
  private final Output out;

  /** Read an operator. */
  public Bincount(OperatorReader reader) {
    x = reader.input("X");
    weights = reader.optionalInput("Weights");
    leastTensor = reader.optionalInput("MinLengthTensor");
    leastAttribute = reader.operator().longAttribute("minlength", 0);
    out = reader.output("Out");
  }

  @Override
  public Computation plan(Planning planning) {
    Operand input = planning.get(x);
    planning.require(input.type() == DataType.INT32 || input.type() == DataType.INT64,
        "input " + input + " must be of int32 or int64");
    planning.require(input.shape().rank() == 1, "input " + input + " must have rank 1");
    Optional<Operand> summands = planning.get(weights);
    summands.ifPresent(operand -> requireFit(planning, input, operand));
    long least = leastTensor.map(tensor -> LongsSource.single(planning, tensor)).orElse(leastAttribute);
    planning.require(least >= 0, "minlength is " + least + "; it must be at least 0");
    DynamicOutput output = planning.putDynamic(out);
    return workspace -> {
      long length = Math.max(least, greatest(planning, input) + 1);
      DataType type = input.elementCount() == 0
          ? DataType.INT64
          : summands.map(Bincount::sumType).orElse(DataType.INT64);
      Elements sums = Elements.of(type, output.allocate(type, Shape.of(length)).fill((byte) 0));
      count(Elements.of(input), input.elementCount(), summands.map(Elements::of), sums);
    };
  }

  private static void requireFit(Planning planning, Operand input, Operand weights) {
    planning.require(weights.shape().equals(input.shape()),
        "inputs " + weights + " and " + input + " must be of one shape");
    planning.require(weights.type().isFloatingPoint() || weights.type().isInteger(),
        "input " + weights + " must hold real numbers");
  }

  private static DataType sumType(Operand weights) {
    return weights.type() == DataType.FLOAT32 ? DataType.FLOAT32 : DataType.FLOAT64;
  }

  private static long greatest(Planning planning, Operand input) {
    Elements numbers = Elements.of(input);
    long greatest = -1;
    for (long i = 0; i < input.elementCount(); i++) {
      long number = numbers.getLong(i);
      planning.require(0 <= number && number < Long.MAX_VALUE,
          "element " + i + " of " + input + " is " + number + "; it must be at least 0, and less than 2^63 - 1");
      greatest = Math.max(greatest, number);
    }
    return greatest;
  }

  private static void count(Elements numbers, long count, Optional<Elements> weights, Elements sums) {
    for (long i = 0; i < count; i++) {
      long number = numbers.getLong(i);
      if (weights.isPresent()) {
        sums.set(number, sums.getDouble(number) + weights.get().getDouble(i));
      } else {
        sums.set(number, sums.getLong(number) + 1);
      }
    }
  }
}
