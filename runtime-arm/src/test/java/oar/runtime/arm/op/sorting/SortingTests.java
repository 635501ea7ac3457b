package oar.runtime.arm.op.sorting;

import static oar.runtime.arm.op.OperatorTester.tensor;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import oar.api.model.DataType;
import oar.api.model.LevelOfDetail;
import oar.api.model.LodTensor;
import oar.api.model.Shape;
import oar.api.model.Tensor;
import oar.runtime.arm.op.OperatorTester;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SortingTests {
  private static final float NAN = Float.NaN;
  private static final float INFINITY = Float.POSITIVE_INFINITY;
  private static final Tensor MATRIX = Tensor.of(Shape.of(2, 3), 3f, 1f, 2f, 0f, 5f, 4f);

  private static OperatorTester sort(String type, Tensor x) {
    return new OperatorTester(type).input("X", x).output("Out").output("Indices");
  }

  private static OperatorTester topK(Tensor x, int k) {
    return sort("top_k_v2", x).attribute("k", k);
  }

  private static List<Tensor> tensors(OperatorTester tester) {
    return tester.outputs().stream().map(LodTensor::tensor).toList();
  }

  @Test
  void nanIsTheGreatest() {
    Tensor x = Tensor.of(Shape.of(4), 3f, NAN, -INFINITY, INFINITY);
    assertEquals(List.of(Tensor.of(Shape.of(4), -INFINITY, 3f, INFINITY, NAN), Tensor.of(Shape.of(4), 2L, 0L, 3L, 1L)),
        tensors(sort("argsort", x)));
    assertEquals(Tensor.of(Shape.of(4), 1L, 3L, 0L, 2L),
        tensors(sort("argsort", x).attribute("descending", true)).get(1));
    assertEquals(Tensor.of(Shape.of(2), NAN, INFINITY), tensors(topK(x, 2)).get(0));
  }

  @Test
  void longIntegersAreComparedExactly() {
    long large = (1L << 53) + 1;
    Tensor x = Tensor.of(Shape.of(3), large, large - 1, large + 1);
    assertEquals(List.of(Tensor.of(Shape.of(3), large - 1, large, large + 1), Tensor.of(Shape.of(3), 1L, 0L, 2L)),
        tensors(sort("argsort", x)));
    assertEquals(Tensor.of(Shape.of(1), large + 1), topK(x, 1).run());
    assertEquals(Tensor.of(Shape.SCALAR, 2L), new OperatorTester("arg_max").input("X", x).run());
    assertEquals(Tensor.of(Shape.SCALAR, 1L), new OperatorTester("arg_min").input("X", x).run());
  }

  @Test
  void anyAxisIsSortedAndKeepsTheSequences() {
    LodTensor x = new LodTensor(MATRIX, LevelOfDetail.of(new long[]{0, 0, 2}));
    List<LodTensor> sorted = new OperatorTester("argsort").input("X", x).attribute("axis", -2).output("Out")
        .output("Indices").outputs();
    assertEquals(Tensor.of(Shape.of(2, 3), 0f, 1f, 2f, 3f, 5f, 4f), sorted.get(0).tensor());
    assertEquals(Tensor.of(Shape.of(2, 3), 1L, 0L, 0L, 0L, 1L, 1L), sorted.get(1).tensor());
    assertEquals(x.levelOfDetail(), sorted.get(1).levelOfDetail());
  }

  @Test
  void scalarsAreSortedAlready() {
    Tensor scalar = Tensor.of(Shape.SCALAR, 3f);
    List<Tensor> expected = List.of(scalar, Tensor.of(Shape.SCALAR, 0L));
    assertEquals(expected, tensors(sort("argsort", scalar)));
    assertEquals(expected, tensors(topK(scalar, 1)));
  }

  @Test
  void nothingSortsToNothing() {
    assertEquals(Shape.of(2, 0), sort("argsort", Tensor.of(Shape.of(2, 0), new float[0])).run().shape());
    assertEquals(Shape.of(0, 1), topK(Tensor.of(Shape.of(0, 3), new float[0]), 1).run().shape());
  }

  @Test
  void theLeastOnesAreTakenFromTheLeast() {
    List<Tensor> least = tensors(topK(MATRIX, 2).attribute("largest", false));
    assertEquals(Tensor.of(Shape.of(2, 2), 1f, 2f, 0f, 4f), least.get(0));
    assertEquals(Tensor.of(Shape.of(2, 2), 1L, 2L, 0L, 2L), least.get(1));
  }

  @Test
  void theNumberOfElementsMayBeATensor() {
    assertEquals(Shape.of(2, 2), topK(MATRIX, 1).input("K", Tensor.of(Shape.of(1), 2)).run().shape());
    assertEquals(Shape.of(2, 2), sort("top_k", MATRIX).input("K", Tensor.of(Shape.of(1), 2)).run().shape());
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 4})
  void moreElementsThanThereAreOrNoneAreRefused(int k) {
    assertTrue(topK(MATRIX, k).refusal().contains("k is " + k + "; for dimension 1 of input X float32 [2, 3]"));
    assertTrue(sort("top_k", MATRIX).attribute("k", k).refusal().contains("it must be from 1 to 3"));
  }

  @Test
  void anAxisOutOfRangeIsRefused() {
    String rule = "axis is 2; for rank 2 it must be from -2 to 1";
    assertTrue(sort("argsort", MATRIX).attribute("axis", 2).refusal().contains(rule));
    assertTrue(topK(MATRIX, 1).attribute("axis", 2).refusal().contains(rule));
    assertTrue(new OperatorTester("arg_max").input("X", MATRIX).attribute("axis", 2).refusal().contains(rule));
    assertTrue(new OperatorTester("cumsum").input("X", MATRIX).attribute("axis", 2).refusal().contains(rule));
  }

  @ParameterizedTest
  @EnumSource(names = {"UINT8", "INT16", "INT32", "INT64", "FLOAT16", "FLOAT32", "FLOAT64"})
  void theFirstExtremeOfEachLineIsFound(DataType type) {
    Tensor x = tensor(type, Shape.of(2, 3), 1, 7, 1, 5, 2, 5);
    assertEquals(Tensor.of(Shape.of(2), 1L, 0L), new OperatorTester("arg_max").input("X", x).run());
    assertEquals(Tensor.of(Shape.of(1, 3), 0, 1, 0),
        new OperatorTester("arg_min").input("X", x).attribute("axis", 0).attribute("keepdims", true)
            .attribute("dtype", 2).run());
  }

  @Test
  void extremesAreAmongNumbersOnly() {
    Tensor x = Tensor.of(Shape.of(2, 2), NAN, 1f, NAN, NAN);
    assertEquals(Tensor.of(Shape.of(2), 1L, 0L), new OperatorTester("arg_max").input("X", x).run());
    assertEquals(Tensor.of(Shape.SCALAR, 1L),
        new OperatorTester("arg_min").input("X", x).attribute("flatten", true).run());
  }

  @Test
  void extremesOfNothingAndOtherNumberTypesAreRefused() {
    Tensor empty = Tensor.of(Shape.of(2, 0), new float[0]);
    assertTrue(new OperatorTester("arg_max").input("X", empty).attribute("axis", 0).refusal()
        .contains("X float32 [2, 0] has no elements"));
    assertTrue(new OperatorTester("arg_max").input("X", MATRIX).attribute("dtype", 5).refusal()
        .contains("dtype is float32; it must be int32 or int64"));
  }

  @Test
  void runningSumsWrapAroundAsTheirTypeDoes() {
    Tensor x = tensor(DataType.INT16, Shape.of(3), 32767, 1, 1);
    assertEquals(tensor(DataType.INT16, Shape.of(3), 32767, -32768, -32767),
        new OperatorTester("cumsum").input("X", x).run());
  }

  @Test
  void anExclusiveSumLeavesItsElementOutUnlessItIsAlone() {
    OperatorTester several = new OperatorTester("cumsum").input("X", MATRIX);
    assertEquals(Tensor.of(Shape.of(2, 3), 3f, 2f, 0f, 9f, 4f, 0f),
        several.attribute("exclusive", true).attribute("reverse", true).run());
    Tensor one = Tensor.of(Shape.of(1, 1), 3f);
    assertEquals(one, new OperatorTester("cumsum").input("X", one).attribute("exclusive", true).run());
  }

  @Test
  void infinitySpoilsOnlyTheSumsBehindIt() {
    Tensor sums = new OperatorTester("cumsum").input("X", Tensor.of(Shape.of(4), 1f, INFINITY, -INFINITY, 2f)).run();
    assertArrayEquals(new double[]{1, INFINITY, NAN, NAN}, OperatorTester.elements(sums));
  }
}
