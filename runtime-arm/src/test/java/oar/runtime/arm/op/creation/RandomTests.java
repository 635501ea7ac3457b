package oar.runtime.arm.op.creation;

import static oar.runtime.arm.op.OperatorTester.elements;
import static oar.runtime.arm.op.OperatorTester.tensor;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import oar.api.model.DataType;
import oar.api.model.Shape;
import oar.api.model.Tensor;
import oar.runtime.arm.op.OperatorTester;
import org.junit.jupiter.api.Test;

class RandomTests {
  private static final int COUNT = 10_000;
  private static final int SEED = 7;
  private static final int FLOAT64 = 6;

  private static OperatorTester random(String type) {
    return new OperatorTester(type).attribute("shape", List.of(COUNT)).attribute("seed", SEED);
  }

  private static OperatorTester sampling(Tensor x) {
    return new OperatorTester("sampling_id").input("X", x).attribute("seed", SEED);
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }

  @Test
  void uniformNumbersFillTheirRange() {
    double[] numbers = elements(random("uniform_random").attribute("min", 2f).attribute("max", 4f).run());
    assertTrue(Arrays.stream(numbers).allMatch(number -> 2 <= number && number < 4), "seed " + SEED);
    assertEquals(3, mean(numbers), 0.05, "seed " + SEED);
  }

  @Test
  void gaussianNumbersHaveTheirMeanAndDeviation() {
    double[] numbers = elements(
        random("gaussian_random").attribute("mean", 5f).attribute("std", 2f).attribute("dtype", FLOAT64).run());
    double mean = mean(numbers);
    assertEquals(5, mean, 0.1, "seed " + SEED);
    assertEquals(4, mean(Arrays.stream(numbers).map(x -> (x - mean) * (x - mean)).toArray()), 0.2, "seed " + SEED);
  }

  @Test
  void aSeedGivesTheSameNumbersAndNoSeedOthers() {
    OperatorTester seeded = random("uniform_random");
    assertEquals(seeded.run(), random("uniform_random").run());
    assertNotEquals(random("uniform_random").attribute("seed", 0).run(),
        random("uniform_random").attribute("seed", 0).run());
  }

  @Test
  void aDiagonalIsNotRandom() {
    OperatorTester filled = new OperatorTester("uniform_random").attribute("shape", List.of(2, 3))
        .attribute("min", 2f).attribute("max", 2f).attribute("diag_num", 2).attribute("diag_val", 7f);
    assertArrayEquals(new double[]{7, 2, 2, 2, 7, 2}, elements(filled.attribute("diag_step", 3).run()));
    assertTrue(filled.attribute("diag_step", 5).refusal().contains("leads outside the 6 elements"));
  }

  @Test
  void distributionsThatAreNoneAreRefused() {
    assertTrue(random("uniform_random").attribute("min", 2f).refusal().contains("min is 2.0 and max is 1.0"));
    assertTrue(random("uniform_random").attribute("max", Float.POSITIVE_INFINITY).refusal().contains("finite"));
    assertTrue(random("gaussian_random").attribute("std", -1f).refusal().contains("std is -1.0"));
    assertTrue(random("gaussian_random").attribute("dtype", 3).refusal().contains("floating-point"));
  }

  @Test
  void classesAreDrawnAsOftenAsTheyAreProbable() {
    float[] rows = new float[2 * COUNT];
    for (int row = 0; row < COUNT; row++) {
      rows[2 * row] = 0.25f;
      rows[2 * row + 1] = 0.75f;
    }
    assertEquals(0.75, mean(elements(sampling(Tensor.of(Shape.of(COUNT, 2), rows)).run())), 0.02, "seed " + SEED);
  }

  @Test
  void theLastClassIsDrawnWhereTheSumStaysBelow() {
    Tensor drawn = sampling(Tensor.of(Shape.of(1, 3), 0.1, 0.1, 0.1)).attribute("min", 0.9f).run();
    assertEquals(Tensor.of(Shape.of(1), 2L), drawn);
  }

  @Test
  void aRowWithoutClassesIsRefused() {
    assertTrue(sampling(tensor(DataType.FLOAT32, Shape.of(2, 0))).refusal().contains("a class or more"));
    assertTrue(sampling(tensor(DataType.INT32, Shape.of(2, 1))).refusal().contains("float32 or float64"));
  }
}
