package oar.runtime.arm.op.spatial;

import static oar.runtime.arm.op.OperatorTester.elements;
import static oar.runtime.arm.op.OperatorTester.tensor;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import oar.api.model.DataType;
import oar.api.model.Shape;
import oar.api.model.Tensor;
import oar.runtime.arm.op.OperatorTester;
import org.junit.jupiter.api.Test;

class MarginTests {
  private static final Tensor IMAGE = Tensor.of(Shape.of(1, 1, 1, 3), 1, 2, 3);

  private static OperatorTester pad2d(Tensor x, String mode, Integer... paddings) {
    return new OperatorTester("pad2d").input("X", x).attribute("paddings", List.of(paddings)).attribute("mode", mode)
        .attribute("pad_value", 9f);
  }

  private static OperatorTester pad3d(String mode, Integer... paddings) {
    return new OperatorTester("pad3d").input("X", IMAGE.withShape(Shape.of(1, 1, 1, 1, 3)))
        .attribute("paddings", List.of(paddings)).attribute("mode", mode);
  }

  private static OperatorTester crop(String type, List<Integer> offsets, List<Integer> shape) {
    return new OperatorTester(type).input("X", Tensor.of(Shape.of(2, 3), 0, 1, 2, 3, 4, 5))
        .attribute("offsets", offsets)
        .attribute("shape", shape);
  }

  @Test
  void everyModeFillsTheMarginItsWay() {
    assertArrayEquals(new double[]{9, 1, 2, 3, 9, 9}, elements(pad2d(IMAGE, "constant", 0, 0, 1, 2).run()));
    assertArrayEquals(new double[]{3, 2, 1, 2, 3, 2}, elements(pad2d(IMAGE, "reflect", 0, 0, 2, 1).run()));
    assertArrayEquals(new double[]{1, 1, 2, 3, 3, 3}, elements(pad2d(IMAGE, "edge", 0, 0, 1, 2).run()));
    assertArrayEquals(new double[]{2, 3, 1, 2, 3, 1}, elements(pad3d("circular", 2, 1, 0, 0, 0, 0).run()));
    assertArrayEquals(new double[]{1, 1, 2, 3, 3}, elements(pad3d("replicate", 1, 1, 0, 0, 0, 0).run()));
  }

  @Test
  void aCircleMayGoRoundMoreThanOnce() {
    assertArrayEquals(new double[]{3, 1, 2, 3, 1, 2, 3, 1}, elements(pad3d("circular", 4, 1, 0, 0, 0, 0).run()));
  }

  @Test
  void channelsMayComeLast() {
    Tensor image = Tensor.of(Shape.of(1, 1, 2, 2), 1, 2, 3, 4);
    assertArrayEquals(new double[]{9, 9, 1, 2, 3, 4}, elements(pad2d(image, "constant", 0, 0, 1, 0)
        .attribute("data_format", "NHWC").run()));
    assertTrue(pad2d(image, "constant", 0, 0, 1, 0).attribute("data_format", "CHWN").refusal()
        .contains("data_format is CHWN"));
  }

  @Test
  void everyDimensionMayBePadded() {
    OperatorTester pad = new OperatorTester("pad").input("X", Tensor.of(Shape.of(1, 2), 1, 2))
        .attribute("paddings", List.of(0, 1, 1, 0)).attribute("pad_value", 5f);
    assertEquals(Tensor.of(Shape.of(2, 3), 5, 1, 2, 5, 5, 5), pad.run());
    assertTrue(
        pad.attribute("paddings", List.of(0, 1)).refusal().contains("two numbers of 0 or more for each dimension"));
    assertTrue(pad.attribute("paddings", List.of(0, 1, -1, 0)).refusal().contains("two numbers of 0 or more"));
  }

  @Test
  void marginsThatMakeNoSenseAreRefused() {
    assertTrue(
        pad2d(IMAGE, "reflect", 0, 0, 3, 0).refusal().contains("what is reflected must be less than the dimension"));
    assertTrue(pad2d(IMAGE, "constant", 0, 0, 1).refusal().contains("there are 3 paddings"));
    assertTrue(pad2d(IMAGE, "mirror", 0, 0, 1, 0).refusal().contains("mode is mirror"));
    assertTrue(pad2d(IMAGE, "constant", 0, 0, -4, 0).refusal().contains("cannot become -1 long"));
    assertTrue(pad2d(tensor(DataType.FLOAT32, Shape.of(1, 1, 0, 1)), "edge", 1, 0, 0, 0).refusal()
        .contains("only a constant can pad it"));
  }

  @Test
  void aBoxIsCutWhereItLies() {
    assertArrayEquals(new double[]{4, 5}, elements(crop("crop", List.of(1, 1), List.of(1, 2)).run()));
    assertArrayEquals(new double[]{1, 2, 4, 5}, elements(crop("crop_tensor", List.of(0, 1), List.of(-1, -1)).run()));
    assertEquals(Shape.of(0, 3), crop("crop_tensor", List.of(2, 0), List.of(-1, -1)).run().shape());
  }

  @Test
  void aBoxOutsideIsRefused() {
    assertTrue(crop("crop", List.of(1, 2), List.of(1, 2)).refusal().contains("does not lie in X int32 [2, 3]"));
    assertTrue(crop("crop", List.of(-1, 0), List.of(1, 2)).refusal().contains("does not lie in"));
    assertTrue(crop("crop_tensor", List.of(0), List.of(1, 2)).refusal().contains("a number for each dimension"));
    assertTrue(crop("crop_tensor", List.of(0, 0), List.of(1, -2)).refusal().contains("does not lie in"));
    assertTrue(crop("crop", List.of(0, 0), List.of(Integer.MAX_VALUE, 1)).refusal().contains("does not lie in"));
  }
}
