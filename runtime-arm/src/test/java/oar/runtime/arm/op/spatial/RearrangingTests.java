package oar.runtime.arm.op.spatial;

import static oar.runtime.arm.op.OperatorTester.elements;
import static oar.runtime.arm.op.OperatorTester.tensor;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import oar.api.model.DataType;
import oar.api.model.Shape;
import oar.api.model.Tensor;
import oar.runtime.arm.op.OperatorTester;
import org.junit.jupiter.api.Test;

class RearrangingTests {
  private static Tensor counting(long... dimensions) {
    Shape shape = Shape.of(dimensions);
    return tensor(DataType.FLOAT32, shape,
        IntStream.range(0, (int) shape.elementCount()).asDoubleStream().toArray());
  }

  private static OperatorTester of(String type, Tensor x, String attribute, int value) {
    return new OperatorTester(type).input("X", x).attribute(attribute, value);
  }

  @Test
  void channelsBecomePixelsAndBack() {
    Tensor x = counting(2, 8, 3, 1);
    for (String format : new String[]{"NCHW", "NHWC"}) {
      Tensor given = format.equals("NCHW") ? x : x.withShape(Shape.of(2, 3, 1, 8));
      Tensor large = of("pixel_shuffle", given, "upscale_factor", 2).attribute("data_format", format).run();
      assertEquals(format.equals("NCHW") ? Shape.of(2, 2, 6, 2) : Shape.of(2, 6, 2, 2), large.shape());
      assertEquals(given, of("pixel_unshuffle", large, "downscale_factor", 2).attribute("data_format", format).run());
    }
  }

  @Test
  void factorsThatDoNotFitAreRefused() {
    assertTrue(
        of("pixel_shuffle", counting(1, 6, 1, 1), "upscale_factor", 2).refusal().contains("must be a multiple of 4"));
    assertTrue(
        of("pixel_shuffle", counting(1, 6, 1, 1), "upscale_factor", 0).refusal().contains("upscale_factor is 0"));
    assertTrue(of("pixel_unshuffle", counting(1, 1, 3, 2), "downscale_factor", 2).refusal()
        .contains("must be multiples of 2"));
    assertTrue(of("pixel_shuffle", counting(4, 1, 1), "upscale_factor", 2).refusal().contains("must have rank 4"));
  }

  @Test
  void channelsAreDealtOutAnew() {
    double[] dealt = {0, 3, 1, 4, 2, 5};
    assertArrayEquals(dealt, elements(of("shuffle_channel", counting(1, 6, 1, 1), "group", 2).run()));
    assertArrayEquals(dealt,
        elements(of("channel_shuffle", counting(1, 1, 1, 6), "groups", 2).attribute("data_format", "NHWC").run()));
    for (int groups : new int[]{0, -1, 4}) {
      assertTrue(
          of("channel_shuffle", counting(1, 6, 1, 1), "groups", groups).refusal().contains("groups is " + groups));
    }
  }

  @Test
  void framesLendChannelsToTheirNeighbours() {
    OperatorTester shift = of("temporal_shift", counting(2, 4, 1, 1), "seg_num", 2).attribute("shift_ratio", 0.25f);
    assertArrayEquals(new double[]{0, 5, 2, 3, 0, 0, 6, 7}, elements(shift.run()));
    assertTrue(shift.attribute("seg_num", 3).refusal().contains("seg_num is 3; it must divide the 2 images"));
    assertTrue(shift.attribute("seg_num", 0).refusal().contains("seg_num is 0"));
    for (float ratio : new float[]{0, 0.5f, Float.NaN}) {
      assertTrue(
          shift.attribute("seg_num", 2).attribute("shift_ratio", ratio).refusal().contains("shift_ratio is " + ratio));
    }
  }

  private static OperatorTester unfold(Tensor x, int kernel, int stride, int padding, int dilation) {
    return new OperatorTester("unfold").input("X", x).attribute("kernel_sizes", List.of(1, kernel))
        .attribute("strides", List.of(1, stride)).attribute("paddings", List.of(0, padding, 0, padding))
        .attribute("dilations", List.of(1, dilation)).output("Y");
  }

  @Test
  void patchesBecomeColumns() {
    Tensor row = Tensor.of(Shape.of(1, 1, 1, 4), 1f, 2f, 3f, 4f);
    assertEquals(Tensor.of(Shape.of(1, 2, 3), 1f, 2f, 3f, 2f, 3f, 4f), unfold(row, 2, 1, 0, 1).run());
    assertEquals(Tensor.of(Shape.of(1, 2, 2), 0f, 2f, 2f, 4f), unfold(row, 2, 2, 1, 2).run());
  }

  @Test
  void patchesThatDoNotFitAreRefused() {
    Tensor row = Tensor.of(Shape.of(1, 1, 1, 4), 1f, 2f, 3f, 4f);
    assertTrue(unfold(row, 5, 1, 0, 1).refusal().contains("a patch reaches over 5 places, but dimension 3"));
    assertTrue(unfold(row, 2, 0, 0, 1).refusal().contains("strides is [1, 0]"));
    assertTrue(unfold(row, 2, 1, 0, 0).refusal().contains("dilations is [1, 0]"));
    assertTrue(
        unfold(row, 2, 1, 0, 1).attribute("paddings", List.of(1, 1)).refusal().contains("[top, left, bottom, right]"));
  }
}
