package oar.runtime.arm.op.shape;

import static oar.runtime.arm.op.OperatorTester.elements;
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

class SlicingTests {
  private static final Tensor ROW = Tensor.of(Shape.of(5), 0, 1, 2, 3, 4);
  private static final Tensor SQUARE = Tensor.of(Shape.of(2, 3), 0, 1, 2, 3, 4, 5);

  private static OperatorTester slice(Tensor input, int axis, int start, int end) {
    return new OperatorTester("slice").input("Input", input).attribute("axes", List.of(axis))
        .attribute("starts", List.of(start)).attribute("ends", List.of(end));
  }

  private static OperatorTester strided(int start, int end, int stride) {
    return new OperatorTester("strided_slice").input("Input", ROW).attribute("axes", List.of(0))
        .attribute("starts", List.of(start)).attribute("ends", List.of(end)).attribute("strides", List.of(stride));
  }

  @Test
  void boundsCountFromEitherEndAndAreHeldWithinTheDimension() {
    assertArrayEquals(new double[]{3, 4}, elements(slice(ROW, 0, -2, 100).run()));
    assertArrayEquals(new double[]{0, 1, 2}, elements(slice(ROW, -1, -100, -2).run()));
    assertArrayEquals(new double[]{1, 4}, elements(slice(SQUARE, 1, 1, 2).run()));
    assertEquals(Shape.of(2), slice(SQUARE, 1, 1, 2).attribute("decrease_axis", List.of(1)).run().shape());
    assertEquals(tensor(DataType.INT32, Shape.of(2), 2, 5),
        slice(SQUARE, 1, -1, 0).attribute("decrease_axis", List.of(1)).run());
  }

  @Test
  void boundsMayBeTensors() {
    assertArrayEquals(new double[]{2, 3}, elements(slice(ROW, 0, 0, 0).input("StartsTensor", Tensor.of(Shape.of(1), 2L))
        .input("EndsTensorList", Tensor.of(Shape.SCALAR, 4)).run()));
  }

  @Test
  void boundsThatMakeNoSenseAreRefused() {
    assertTrue(slice(ROW, 0, 3, 2).refusal().contains("the span from 3 to 2"));
    assertTrue(slice(ROW, 1, 0, 1).refusal().contains("an element of axes is 1"));
    assertTrue(slice(ROW, 0, 0, 2).attribute("decrease_axis", List.of(0)).refusal().contains("it must come out as 1"));
    assertTrue(slice(ROW, 0, 0, 1).attribute("decrease_axis", List.of(3)).refusal().contains("is 3"));
    assertTrue(slice(ROW, 0, 0, 1).attribute("ends", List.of(1, 2)).refusal().contains("must be equally long"));
    assertTrue(strided(0, 5, 0).refusal().contains("is 0; it must be another"));
  }

  @Test
  void stridesGoEitherWay() {
    assertArrayEquals(new double[]{1, 3}, elements(strided(1, 5, 2).run()));
    assertArrayEquals(new double[]{4, 2}, elements(strided(-1, 0, -2).run()));
    assertArrayEquals(new double[]{4, 3, 2, 1, 0}, elements(strided(Integer.MAX_VALUE, -1, -1).run()));
    assertArrayEquals(new double[]{1, 0}, elements(strided(1, -1, -1).run()));
    assertArrayEquals(new double[]{0}, elements(strided(0, 5, Integer.MAX_VALUE).run()));
  }

  @Test
  void splitsTakeEqualPartsOrSections() {
    OperatorTester split = new OperatorTester("split").input("X", SQUARE).attribute("axis", 1);
    List<LodTensor> sections = split.attribute("sections", List.of(1, -1)).output("Out", 2).outputs();
    assertEquals(tensor(DataType.INT32, Shape.of(2, 2), 1, 2, 4, 5), sections.get(1).tensor());
    List<LodTensor> parts = new OperatorTester("split").input("X", SQUARE).attribute("axis", -1).attribute("num", 3)
        .output("Out", 3).outputs();
    assertEquals(tensor(DataType.INT32, Shape.of(2, 1), 2, 5), parts.get(2).tensor());
  }

  @Test
  void splitsThatDoNotFitAreRefused() {
    OperatorTester split = new OperatorTester("split").input("X", SQUARE).attribute("axis", 1).output("Out", 2);
    assertTrue(split.attribute("num", 2).refusal().contains("num is 2; it must divide the 3 of dimension 1"));
    assertTrue(split.attribute("sections", List.of(1, 1)).refusal().contains("do not cut dimension 1"));
    assertTrue(split.attribute("sections", List.of(4, -1)).refusal().contains("do not cut dimension 1"));
  }

  @Test
  void unstackingTakesADimensionAway() {
    List<LodTensor> columns = new OperatorTester("unstack").input("X", SQUARE).attribute("axis", -1).output("Y", 3)
        .outputs();
    assertEquals(tensor(DataType.INT32, Shape.of(2), 1, 4), columns.get(1).tensor());
    assertTrue(new OperatorTester("unbind").input("X", SQUARE).attribute("axis", 0).output("Out", 3).refusal()
        .contains("must be 3, the number of outputs"));
  }

  @Test
  void sequencesStayUnlessRowsAreCut() {
    LevelOfDetail levels = LevelOfDetail.of(new long[]{0, 2});
    LodTensor x = new LodTensor(SQUARE, levels);
    for (int axis : new int[]{0, 1}) {
      OperatorTester slice = new OperatorTester("slice").input("Input", x).attribute("axes", List.of(axis))
          .attribute("starts", List.of(0)).attribute("ends", List.of(2));
      assertEquals(axis == 0 ? LevelOfDetail.NONE : levels, slice.outputs().getFirst().levelOfDetail());
    }
  }
}
