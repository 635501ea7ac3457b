package oar.runtime.arm.op.creation;

import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import oar.api.model.DataType;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.DataTypes;
import oar.runtime.arm.op.Elements;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/** The operators that create a tensor of independent random numbers of one distribution. */
public final class RandomFill implements Operation {
  private final CreatedShape shape;
  private final Output out;
  private final DataType type;
  private final RandomSource source;
  private final ToDoubleFunction<RandomGenerator> distribution;
  private final FixedDiagonal diagonal;

  private RandomFill(OperatorReader reader, ToDoubleFunction<RandomGenerator> distribution, FixedDiagonal diagonal) {
    shape = new CreatedShape(reader);
    out = reader.output("Out");
    type = DataTypes.of(reader, "dtype", DataType.FLOAT32);
    source = new RandomSource(reader);
    this.distribution = distribution;
    this.diagonal = diagonal;
    if (!type.isFloatingPoint()) {
      throw reader.refuse("dtype names " + type + "; it must name a floating-point type");
    }
  }

  /** Read a {@code gaussian_random}: normally distributed, of {@code mean} and standard deviation {@code std}. */
  public static Operation gaussian(OperatorReader reader) {
    float mean = reader.operator().floatAttribute("mean", 0);
    float deviation = reader.operator().floatAttribute("std", 1);
    if (!Float.isFinite(mean) || !(0 <= deviation && deviation < Float.POSITIVE_INFINITY)) {
      throw reader
          .refuse("mean is " + mean + " and std is " + deviation + "; both must be finite, and std not negative");
    }
    return new RandomFill(reader, random -> mean + deviation * random.nextGaussian(), FixedDiagonal.NONE);
  }

  /** Read a {@code uniform_random}: equally distributed from {@code min} to {@code max}, exclusively. */
  public static Operation uniform(OperatorReader reader) {
    return new RandomFill(reader, RandomSource.Uniform.read(reader, -1, 1)::next, FixedDiagonal.of(reader));
  }

  @Override
  public Computation plan(Planning planning) {
    Operand output = planning.put(out, type, shape.get(planning));
    diagonal.requireWithin(planning, output);
    Supplier<RandomGenerator> generators = source.generators(planning);
    return workspace -> {
      RandomGenerator random = generators.get();
      Elements elements = Elements.of(output);
      for (long i = 0; i < output.elementCount(); i++) {
        elements.set(i, distribution.applyAsDouble(random));
      }
      diagonal.write(elements);
    };
  }

  /**
   * Elements of {@code uniform_random} that are not random.
   *
   * @param count how many
   * @param step elements that lie between two of them
   * @param value what they are
   */
  private record FixedDiagonal(long count, long step, double value) {
    static final FixedDiagonal NONE = new FixedDiagonal(0, 0, 0);

    static FixedDiagonal of(OperatorReader reader) {
      return new FixedDiagonal(reader.operator().intAttribute("diag_num", 0),
          reader.operator().intAttribute("diag_step", 0), reader.operator().floatAttribute("diag_val", 1));
    }

    void requireWithin(Planning planning, Operand operand) {
      planning.require(count <= 0 || step >= 0 && (count - 1) * (step + 1) < operand.elementCount(), "diag_num is "
          + count + " and diag_step is " + step + ", which leads outside the " + operand.elementCount() + " elements");
    }

    void write(Elements elements) {
      for (long i = 0; i < count; i++) {
        elements.set(i * (step + 1), value);
      }
    }
  }
}
