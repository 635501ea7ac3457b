package oar.runtime.arm.op.creation;

import java.util.Random;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.plan.Planning;

/**
 * Where an operator has its random numbers from. A {@code seed} gives the same ones at every run; seed 0, ever new ones. They are not
 * those of another runtime.
 */
final class RandomSource {
  private final int seed;

  RandomSource(OperatorReader reader) {
    seed = reader.operator().intAttribute("seed", 0);
  }

  /** Return what gives the generator of each run. */
  Supplier<RandomGenerator> generators(Planning planning) {
    if (seed != 0) {
      return () -> new Random(seed);
    }
    planning.neverRepeats();
    RandomGenerator generator = new Random();
    return () -> generator;
  }

  /**
   * An equal distribution.
   *
   * @param min the least number, finite
   * @param max behind the largest number, finite, or {@code min} if there is only that
   */
  record Uniform(float min, float max) {
    /** Read the attributes {@code min} and {@code max}. */
    static Uniform read(OperatorReader reader, float least, float bound) {
      float min = reader.operator().floatAttribute("min", least);
      float max = reader.operator().floatAttribute("max", bound);
      if (!(Float.isFinite(min) && Float.isFinite(max) && min <= max)) {
        throw reader.refuse("min is " + min + " and max is " + max + "; both must be finite, and min not above max");
      }
      return new Uniform(min, max);
    }

    double next(RandomGenerator random) {
      return min == max ? min : random.nextFloat(min, max);
    }
  }
}
