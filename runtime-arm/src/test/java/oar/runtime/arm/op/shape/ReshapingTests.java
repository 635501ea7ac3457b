package oar.runtime.arm.op.shape;

import static oar.runtime.arm.op.OperatorTester.tensor;
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

class ReshapingTests {
  private static OperatorTester of(String type, long... dimensions) {
    return new OperatorTester(type).input("X", tensor(DataType.INT32, Shape.of(dimensions)));
  }

  private static Shape reshaped(Shape from, Integer... to) {
    return new OperatorTester("reshape2").input("X", tensor(DataType.BOOL, from)).attribute("shape", List.of(to)).run()
        .shape();
  }

  @Test
  void zeroKeepsADimensionAndMinusOneTakesTheRest() {
    assertEquals(Shape.of(2, 12), reshaped(Shape.of(2, 3, 4), 0, -1));
    assertEquals(Shape.of(4, 3, 2), reshaped(Shape.of(2, 3, 4), 4, 0, -1));
    assertEquals(Shape.SCALAR, reshaped(Shape.of(1, 1)));
    assertEquals(Shape.of(0, 0), reshaped(Shape.of(0, 3), 0, -1));
  }

  @Test
  void aShapeOfOtherElementsIsRefused() {
    OperatorTester reshape = of("reshape2", 2, 3);
    assertTrue(reshape.attribute("shape", List.of(4)).refusal().contains("has 6 elements, but shape [4] has 4"));
    assertTrue(reshape.attribute("shape", List.of(4, -1)).refusal().contains("4 does not divide its 6 elements"));
    assertTrue(reshape.attribute("shape", List.of(-1, -1)).refusal().contains("it may have one -1"));
    assertTrue(reshape.attribute("shape", List.of(-2, 3)).refusal().contains("no other negative number"));
    assertTrue(reshape.attribute("shape", List.of(2, 3, 0)).refusal().contains("its 0 at place 2"));
    int large = Integer.MAX_VALUE;
    assertTrue(
        reshape.attribute("shape", List.of(large, large, large)).refusal().contains("beyond what can be counted"));
  }

  @Test
  void listsOfTensorsComeBeforeATensorBeforeTheAttribute() {
    OperatorTester reshape = of("reshape2", 2, 3).attribute("shape", List.of(6));
    assertEquals(Shape.of(1, 6), reshape.input("Shape", Tensor.of(Shape.of(2), 1, 6)).run().shape());
    assertEquals(Shape.of(3, 2),
        reshape.input("ShapeTensor", Tensor.of(Shape.of(1), 3), Tensor.of(Shape.SCALAR, 2L)).run()
            .shape());
    assertTrue(of("reshape2", 2, 3).input("Shape", tensor(DataType.BOOL, Shape.of(1), 1)).refusal()
        .contains("must hold integers"));
  }

  @Test
  void flatteningMergesDimensions() {
    assertEquals(Shape.of(6, 4), of("flatten2", 2, 3, 4).attribute("axis", 2).run().shape());
    assertEquals(Shape.of(1, 24), of("flatten2", 2, 3, 4).attribute("axis", 0).run().shape());
    assertEquals(Shape.of(2, 12), of("flatten_contiguous_range", 2, 3, 4).attribute("start_axis", 1)
        .attribute("stop_axis", -1).run().shape());
    assertEquals(Shape.of(1), of("flatten_contiguous_range").attribute("start_axis", 0).attribute("stop_axis", -1).run()
        .shape());
    assertTrue(of("flatten2", 2, 3).attribute("axis", 3).refusal().contains("axis is 3"));
    assertTrue(of("flatten_contiguous_range", 2, 3, 4).attribute("start_axis", 2).attribute("stop_axis", 0).refusal()
        .contains("start_axis 2 is behind stop_axis 0"));
  }

  @Test
  void squeezingTakesAwayOnlyDimensionsOfOne() {
    assertEquals(Shape.of(2, 3), of("squeeze2", 1, 2, 1, 3).run().shape());
    assertEquals(Shape.of(1, 2, 3), of("squeeze2", 1, 2, 1, 3).attribute("axes", List.of(-2, 1)).run().shape());
    assertEquals(Shape.SCALAR, of("squeeze2", 1).run().shape());
    assertTrue(of("squeeze2", 1, 2).attribute("axes", List.of(2)).refusal().contains("an element of axes is 2"));
  }

  @Test
  void unsqueezingPutsDimensionsInOneAfterTheOther() {
    assertEquals(Shape.of(1, 2, 1, 3, 1), of("unsqueeze2", 2, 3).attribute("axes", List.of(0, 2, -1)).run().shape());
    assertEquals(Shape.of(1), of("unsqueeze2").input("AxesTensor", Tensor.of(Shape.of(1), 0)).run().shape());
    assertTrue(of("unsqueeze2", 2, 3).attribute("axes", List.of(3, 0)).refusal()
        .contains("an element of axes is 3; for rank 2 it must be from -3 to 2"));
  }

  @Test
  void sequencesStayWhereTheRowsStay() {
    LevelOfDetail levels = LevelOfDetail.of(new long[]{0, 1, 2});
    LodTensor x = new LodTensor(Tensor.of(Shape.of(2, 3), 1, 2, 3, 4, 5, 6), levels);
    assertEquals(levels, new OperatorTester("flatten2").input("X", x).attribute("axis", 1).outputs().getFirst()
        .levelOfDetail());
    assertEquals(LevelOfDetail.NONE,
        new OperatorTester("unsqueeze2").input("X", x).attribute("axes", List.of(0)).outputs()
            .getFirst().levelOfDetail());
    assertEquals(LevelOfDetail.NONE,
        new OperatorTester("share_data").input("X", x).outputs().getFirst().levelOfDetail());
    assertEquals(x, new OperatorTester("assign").input("X", x).outputs().getFirst());
  }

  @Test
  void theShapeOfATensorIsATensor() {
    assertEquals(Tensor.of(Shape.of(2), 0, 3), new OperatorTester("shape").input("Input", tensor(DataType.BOOL,
        Shape.of(0, 3))).run());
    assertEquals(Shape.of(0), new OperatorTester("shape").input("Input", Tensor.of(Shape.SCALAR, 1f)).run().shape());
  }

  @Test
  void theSizeIsTheNumberOfElements() {
    for (Shape shape : new Shape[]{Shape.SCALAR, Shape.of(2, 3), Shape.of(0, 3)}) {
      Tensor size = new OperatorTester("size").input("Input", tensor(DataType.BOOL, shape)).run();
      assertEquals(Tensor.of(Shape.SCALAR, shape.elementCount()), size);
    }
  }
}
