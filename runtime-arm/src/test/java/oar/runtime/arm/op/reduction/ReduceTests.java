package oar.runtime.arm.op.reduction;

import static oar.runtime.arm.op.OperatorTester.elements;
import static oar.runtime.arm.op.OperatorTester.tensor;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import oar.api.model.DataType;
import oar.api.model.LevelOfDetail;
import oar.api.model.LodTensor;
import oar.api.model.Shape;
import oar.api.model.Tensor;
import oar.runtime.arm.op.OperatorTester;
import org.junit.jupiter.api.Test;

class ReduceTests {
  private static final int FLOAT32 = 5;

  private static OperatorTester of(String type, Tensor x, Integer... axes) {
    return new OperatorTester(type).input("X", x).attribute("dim", List.of(axes));
  }

  private static Tensor counting(DataType type, long... dimensions) {
    Shape shape = Shape.of(dimensions);
    return tensor(type, shape, IntStream.rangeClosed(1, (int) shape.elementCount()).asDoubleStream().toArray());
  }

  @Test
  void everyCombinationOfAxesSumsWhatItShould() {
    long seed = 11;
    Shape shape = Shape.of(3, 4, 2, 5);
    double[] x = new Random(seed).doubles(shape.elementCount()).map(value -> (float) value).toArray();
    for (int combination = 1; combination < 16; combination++) {
      List<Integer> axes = new ArrayList<>();
      for (int axis = 0; axis < 4; axis++) {
        if ((combination >> axis & 1) == 1) {
          axes.add(axis % 2 == 0 ? axis : axis - 4);
        }
      }
      OperatorTester sum = of("reduce_sum", tensor(DataType.FLOAT32, shape, x), axes.toArray(Integer[]::new));
      assertArrayEquals(sums(shape, x, combination), elements(sum.run()), 1e-4, "seed " + seed + ", axes " + axes);
    }
  }

  private static double[] sums(Shape shape, double[] x, int combination) {
    int[] strides = new int[shape.rank()];
    int count = 1;
    for (int axis = shape.rank() - 1; axis >= 0; axis--) {
      boolean reduced = (combination >> axis & 1) == 1;
      strides[axis] = reduced ? 0 : count;
      count *= reduced ? 1 : (int) shape.dimension(axis);
    }
    double[] sums = new double[count];
    for (int i = 0; i < x.length; i++) {
      int rest = i;
      int place = 0;
      for (int axis = shape.rank() - 1; axis >= 0; axis--) {
        place += rest % (int) shape.dimension(axis) * strides[axis];
        rest /= (int) shape.dimension(axis);
      }
      sums[place] += x[i];
    }
    return sums;
  }

  @Test
  void shapesKeepTheRankOrLoseIt() {
    Tensor x = counting(DataType.FLOAT32, 2, 3, 4);
    assertEquals(Shape.of(2, 4), of("reduce_max", x, 1).run().shape());
    assertEquals(Shape.of(2, 1, 4), of("reduce_max", x, -2).attribute("keep_dim", true).run().shape());
    assertEquals(Shape.SCALAR, of("reduce_max", x).run().shape());
    assertEquals(Shape.SCALAR, of("reduce_max", x, 0).attribute("reduce_all", true).run().shape());
    assertEquals(Shape.of(1, 1, 1), of("reduce_max", x).attribute("keep_dim", true).run().shape());
    assertEquals(Shape.SCALAR, of("reduce_mean", tensor(DataType.FLOAT32, Shape.SCALAR, 3), -1).run().shape());
  }

  @Test
  void sumsOfSmallTypesAreWiderUnlessTheTypeIsGiven() {
    assertEquals(Tensor.of(Shape.SCALAR, 10L), of("reduce_sum", counting(DataType.INT32, 4)).run());
    assertEquals(Tensor.of(Shape.SCALAR, 2L), of("reduce_sum", tensor(DataType.BOOL, Shape.of(3), 1, 0, 1)).run());
    assertEquals(Tensor.of(Shape.SCALAR, 10f),
        of("reduce_sum", counting(DataType.INT32, 4)).attribute("out_dtype", FLOAT32).run());
    assertTrue(of("reduce_sum", counting(DataType.INT32, 4)).attribute("out_dtype", 99).refusal()
        .contains("out_dtype is 99"));
  }

  @Test
  void otherResultsHaveTheTypeOfTheElements() {
    assertEquals(Tensor.of(Shape.SCALAR, 2), of("reduce_mean", tensor(DataType.INT32, Shape.of(2), 2, 3)).run());
    assertEquals(Tensor.of(Shape.SCALAR, 24L), of("reduce_prod", counting(DataType.INT64, 4)).run());
    assertEquals(Tensor.of(Shape.SCALAR, -3), of("reduce_max", tensor(DataType.INT32, Shape.of(2), -3, -4)).run());
    assertEquals(Tensor.of(Shape.SCALAR, -4.0), of("reduce_min", tensor(DataType.FLOAT64, Shape.of(2), -3, -4)).run());
    assertEquals(Tensor.of(Shape.SCALAR, 2.5f),
        new OperatorTester("mean").input("X", counting(DataType.FLOAT32, 2, 2)).run());
  }

  @Test
  void allAndAnyAskForTruth() {
    Tensor x = tensor(DataType.BOOL, Shape.of(2, 2), 1, 0, 1, 1);
    assertEquals(tensor(DataType.BOOL, Shape.of(2), 0, 1), of("reduce_all", x, 1).run());
    assertEquals(tensor(DataType.BOOL, Shape.of(2), 1, 1), of("reduce_any", x, 0).run());
    assertEquals(tensor(DataType.BOOL, Shape.SCALAR, 0), of("reduce_any", tensor(DataType.BOOL, Shape.of(2))).run());
  }

  @Test
  void sumsAndProductsOfNothingAreNeutral() {
    Tensor nothing = tensor(DataType.FLOAT32, Shape.of(2, 0));
    assertArrayEquals(new double[]{0, 0}, elements(of("reduce_sum", nothing, 1).run()));
    assertArrayEquals(new double[]{1, 1}, elements(of("reduce_prod", nothing, 1).run()));
    assertEquals(Shape.of(0), of("reduce_max", nothing, 0).run().shape());
  }

  @Test
  void allOfNothingIsTrueAndAnyOfItIsFalse() {
    Tensor nothing = tensor(DataType.BOOL, Shape.of(1, 0));
    assertEquals(tensor(DataType.BOOL, Shape.of(1), 1), of("reduce_all", nothing, 1).run());
    assertEquals(tensor(DataType.BOOL, Shape.of(1), 0), of("reduce_any", nothing, 1).run());
  }

  @Test
  void nanIsTheGreatestAndTheLeastForAmaxAndAmin() {
    Tensor x = Tensor.of(Shape.of(3, 2), Float.NaN, 1f, 5f, 3f, 4f, 2f);
    assertEquals(Tensor.of(Shape.of(2), Float.NaN, 3f), of("reduce_amax", x, 0).run());
    assertEquals(Tensor.of(Shape.of(2), Float.NaN, 1f), of("reduce_amin", x, 0).run());
    long large = (1L << 53) + 1;
    assertEquals(Tensor.of(Shape.SCALAR, large),
        of("reduce_amax", Tensor.of(Shape.of(2), large, large - 1)).run());
  }

  @Test
  void nothingHasNoGreatestElement() {
    for (String type : new String[]{"reduce_max", "reduce_min", "reduce_amax", "reduce_amin"}) {
      String refusal = of(type, tensor(DataType.BOOL, Shape.of(2, 0)), 1).refusal();
      assertTrue(refusal.contains("input X bool [2, 0] has no elements to combine"), refusal);
    }
    assertTrue(of("reduce_mean", tensor(DataType.INT64, Shape.of(0))).refusal().contains("no elements"));
  }

  @Test
  void axesThatMakeNoSenseAreRefused() {
    Tensor x = counting(DataType.FLOAT32, 2, 3);
    for (int axis : new int[]{2, -3}) {
      assertTrue(of("reduce_sum", x, axis).refusal().contains("an element of dim is " + axis + "; for rank 2"));
    }
    assertTrue(of("reduce_sum", x, 0, -2).refusal().contains("names dimension 0 twice"));
  }

  @Test
  void longRunsAreSummedPrecisely() {
    int count = 1 << 20;
    float[] x = new float[count];
    Arrays.fill(x, 0.1f);
    assertEquals(count * (double) 0.1f, of("reduce_sum", Tensor.of(Shape.of(count), x)).run().doubleAt(0), 0.01);
    assertEquals(0.1f, of("reduce_mean", Tensor.of(Shape.of(4, count / 4), x), 0).run().toFloats()[count / 4 - 1]);
  }

  @Test
  void sequencesAreNotCarried() {
    LodTensor x = new LodTensor(counting(DataType.FLOAT32, 2, 3), LevelOfDetail.of(new long[]{0, 2}));
    assertEquals(LevelOfDetail.NONE,
        new OperatorTester("reduce_sum").input("X", x).attribute("dim", List.of(1)).outputs()
            .getFirst().levelOfDetail());
  }
}
