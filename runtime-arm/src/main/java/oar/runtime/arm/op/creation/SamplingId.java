package oar.runtime.arm.op.creation;

import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import oar.api.model.DataType;
import oar.api.model.Shape;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.Elements;
import oar.runtime.arm.op.Precision;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/**
 * {@code sampling_id}: for each row of X [rows, classes] a class, drawn with the row as its probabilities: the first one at which
 * their sum exceeds a number that is equally distributed from {@code min} to {@code max}, or else the last. The output has
 * X's LoD.
 */
public final class SamplingId implements Operation {
  private final Input x;
  private final Output out;
  private final RandomSource.Uniform limits;
  private final RandomSource source;

  /** Read an operator. */
  public SamplingId(OperatorReader reader) {
    x = reader.input("X");
    out = reader.output("Out");
    limits = RandomSource.Uniform.read(reader, 0, 1);
    source = new RandomSource(reader);
  }

  @Override
  public Computation plan(Planning planning) {
    Operand input = planning.get(x);
    planning.require(input.shape().rank() == 2 && input.shape().dimension(1) > 0,
        "input " + input + " must have rank 2 and a class or more");
    Precision precision = Precision.of(planning, input);
    Operand output = planning.put(out, DataType.INT64, Shape.of(input.shape().dimension(0)),
        input.levelOfDetail());
    Supplier<RandomGenerator> generators = source.generators(planning);
    return workspace -> {
      RandomGenerator random = generators.get();
      Elements drawn = Elements.of(output);
      for (long row = 0; row < output.elementCount(); row++) {
        drawn.set(row, draw(input, row, limits.next(random), precision));
      }
    };
  }

  private static long draw(Operand input, long row, double limit, Precision precision) {
    Elements probabilities = Elements.of(input);
    long classes = input.shape().dimension(1);
    double rest = limit;
    for (long i = 0; i < classes; i++) {
      rest = precision.round(rest - probabilities.getDouble(row * classes + i));
      if (rest < 0) {
        return i;
      }
    }
    return classes - 1;
  }
}
