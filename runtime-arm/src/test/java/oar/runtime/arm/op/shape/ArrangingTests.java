package oar.runtime.arm.op.shape;

import static oar.runtime.arm.op.OperatorTester.elements;
import static oar.runtime.arm.op.OperatorTester.tensor;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.MemorySegment;
import java.util.List;
import oar.api.model.DataType;
import oar.api.model.LevelOfDetail;
import oar.api.model.LodTensor;
import oar.api.model.Shape;
import oar.api.model.Tensor;
import oar.runtime.arm.op.OperatorTester;
import org.junit.jupiter.api.Test;

class ArrangingTests {
  private static final Tensor SQUARE = Tensor.of(Shape.of(2, 3), 0, 1, 2, 3, 4, 5);

  private static OperatorTester of(String type, Tensor x, String attribute, Integer... values) {
    return new OperatorTester(type).input("X", x).attribute(attribute, List.of(values));
  }

  @Test
  void everyTypeMoves() {
    for (DataType type : DataType.values()) {
      Tensor x = Tensor.copyOf(type, Shape.of(2, 1), MemorySegment.ofArray(new byte[2 * type.byteSize()]));
      assertEquals(Shape.of(1, 2), of("transpose2", x, "axis", 1, 0).run().shape(), type.label());
    }
  }

  @Test
  void transposingTakesAnyOrderOfTheDimensions() {
    assertArrayEquals(new double[]{0, 3, 1, 4, 2, 5}, elements(of("transpose2", SQUARE, "axis", -1, 0).run()));
    assertEquals(Shape.SCALAR, of("transpose2", Tensor.of(Shape.SCALAR, 1f), "axis").run().shape());
    for (List<Integer> order : List.of(List.of(0, 0), List.of(0), List.of(0, 1, 2), List.of(0, 2))) {
      assertTrue(of("transpose2", SQUARE, "axis", order.toArray(Integer[]::new)).refusal().contains("axis"),
          order.toString());
    }
  }

  @Test
  void tilingRepeatsAsAWhole() {
    assertArrayEquals(new double[]{0, 1, 2, 0, 1, 2, 3, 4, 5, 3, 4, 5},
        elements(of("tile", SQUARE, "repeat_times", 2).run()));
    assertEquals(Shape.of(2, 2, 3), of("tile", SQUARE, "repeat_times", 2, 1, 1).run().shape());
    assertEquals(Shape.of(3), of("tile", Tensor.of(Shape.SCALAR, 1f), "repeat_times", 3).run().shape());
    assertTrue(of("tile", SQUARE, "repeat_times", 0, 1).refusal().contains("each must be 1 or more"));
    assertTrue(of("expand", SQUARE, "expand_times", 2).refusal().contains("must have an element for each dimension"));
  }

  @Test
  void hugeResultsAreRefusedBeforeMemoryIsTaken() {
    int large = Integer.MAX_VALUE;
    assertTrue(
        of("tile", SQUARE, "repeat_times", large, large, large).refusal().contains("beyond what can be counted"));
  }

  @Test
  void expandingRepeatsOnlyDimensionsOfOne() {
    Tensor column = Tensor.of(Shape.of(2, 1), 7, 8);
    assertArrayEquals(new double[]{7, 7, 8, 8}, elements(of("expand_v2", column, "shape", -1, 2).run()));
    assertEquals(Shape.of(3, 2, 1), of("expand_v2", column, "shape", 3, 2, -1).run().shape());
    assertTrue(of("expand_v2", column, "shape", 3, 1).refusal().contains("its dimension 0 is 2"));
    assertTrue(of("expand_v2", column, "shape", 2).refusal().contains("has more dimensions"));
    assertTrue(of("expand_v2", column, "shape", -1, 2, 1).refusal().contains("its dimension 0 is 1"));
  }

  @Test
  void joiningTakesOneShape() {
    OperatorTester concat = new OperatorTester("concat").input("X", SQUARE, Tensor.of(Shape.of(2, 1), 8, 9))
        .attribute("axis", -1);
    assertArrayEquals(new double[]{0, 1, 2, 8, 3, 4, 5, 9}, elements(concat.run()));
    assertTrue(concat.attribute("axis", 0).refusal().contains("must be alike but for dimension 0"));
    assertTrue(
        new OperatorTester("concat").input("X", SQUARE, Tensor.of(Shape.of(2), 8, 9)).refusal().contains("one rank"));
    assertTrue(new OperatorTester("concat").input("X", SQUARE, Tensor.of(Shape.of(2, 1), 8f, 9f)).attribute("axis", 1)
        .refusal().contains("one type"));
    OperatorTester stack = new OperatorTester("stack").input("X", SQUARE, SQUARE).attribute("axis", -1).output("Y");
    assertEquals(Shape.of(2, 3, 2), stack.run().shape());
    assertTrue(stack.attribute("axis", 3).refusal().contains("axis is 3"));
  }

  @Test
  void joinedRowsHaveTheSequencesOfAll() {
    LodTensor first = new LodTensor(Tensor.of(Shape.of(3), 1, 2, 3), LevelOfDetail.of(new long[]{0, 1, 3}));
    LodTensor second = new LodTensor(Tensor.of(Shape.of(1), 4), LevelOfDetail.of(new long[]{0, 0, 1}));
    assertEquals(LevelOfDetail.of(new long[]{0, 1, 3, 3, 4}),
        new OperatorTester("concat").input("X", first, second).outputs().getFirst().levelOfDetail());
  }

  @Test
  void flippingAndRollingStayWithinTheDimensions() {
    assertArrayEquals(new double[]{5, 4, 3, 2, 1, 0}, elements(of("flip", SQUARE, "axis", 0, -1).run()));
    assertArrayEquals(new double[]{1, 2, 0, 4, 5, 3},
        elements(of("roll", SQUARE, "axis", 1).attribute("shifts", List.of(-1)).run()));
    assertArrayEquals(new double[]{4, 5, 0, 1, 2, 3},
        elements(of("roll", SQUARE, "axis").attribute("shifts", List.of(8)).run()));
    assertTrue(
        of("roll", SQUARE, "axis", 0, 1).attribute("shifts", List.of(1)).refusal().contains("must be equally long"));
    assertTrue(of("flip", SQUARE, "axis", 2).refusal().contains("an element of axis is 2"));
  }

  @Test
  void gridsVaryAlongOneDimensionEach() {
    OperatorTester grid = new OperatorTester("meshgrid")
        .input("X", Tensor.of(Shape.of(2), 1, 2), Tensor.of(Shape.SCALAR, 7))
        .output("Out", 2);
    assertEquals(Tensor.of(Shape.of(2, 1), 1, 2), grid.outputs().get(0).tensor());
    assertEquals(Tensor.of(Shape.of(2, 1), 7, 7), grid.outputs().get(1).tensor());
    assertTrue(new OperatorTester("meshgrid").input("X", SQUARE).refusal().contains("must have rank 0 or 1"));
  }

  @Test
  void castsTruncateAndKeepLargeIntegers() {
    assertEquals(Tensor.of(Shape.of(2), -1, 2),
        new OperatorTester("cast").input("X", Tensor.of(Shape.of(2), -1.9f, 2.9f))
            .attribute("out_dtype", 2).run());
    assertEquals(tensor(DataType.BOOL, Shape.of(2), 1, 0),
        new OperatorTester("cast").input("X", Tensor.of(Shape.of(2), 0.5, -0.0))
            .attribute("out_dtype", 0).run());
    assertEquals(Tensor.of(Shape.of(1), 9007199254740993L), new OperatorTester("cast")
        .input("X", Tensor.of(Shape.of(1), 9007199254740993L)).attribute("out_dtype", 3).run());
    assertTrue(
        new OperatorTester("cast").input("X", SQUARE).attribute("out_dtype", 7).refusal().contains("out_dtype is 7"));
  }
}
