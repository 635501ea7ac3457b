package oar.runtime.arm.op.convolution;

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PoolTests {
  private static OperatorTester pool(String type, Tensor x) {
    return new OperatorTester("pool2d").input("X", x).attribute("pooling_type", type).attribute("ksize", List.of(1, 2));
  }

  private static Tensor row(DataType type) {
    return tensor(type, Shape.of(1, 1, 1, 3), 1, 2, 6);
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64"})
  void windowsSlideOverBothTypes(DataType type) {
    assertEquals(tensor(type, Shape.of(1, 1, 1, 2), 2, 6), pool("max", row(type)).run());
    assertEquals(tensor(type, Shape.of(1, 1, 1, 2), 1.5, 4), pool("avg", row(type)).run());
    assertEquals(tensor(type, Shape.of(1, 1, 1, 4), 0.5, 1.5, 4, 3),
        pool("avg", row(type)).attribute("paddings", List.of(0, 1)).attribute("exclusive", false).run());
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64"})
  void windowsOfNothingHaveTheLeastMaximumAndNoAverage(DataType type) {
    assertEquals(-Float.MAX_VALUE, elements(pool("max", row(type)).attribute("paddings", List.of(0, 2)).run())[0]);
    assertEquals(Double.NaN, elements(pool("avg", row(type)).attribute("paddings", List.of(0, 2)).run())[0]);
  }

  @Test
  void channelsMayComeLast() {
    Tensor x = Tensor.of(Shape.of(1, 1, 2, 2), 1f, 10f, 2f, 5f);
    assertEquals(Tensor.of(Shape.of(1, 1, 1, 2), 2f, 10f), pool("max", x).attribute("data_format", "NHWC").run());
  }

  @Test
  void theSequencesStay() {
    LodTensor x = new LodTensor(row(DataType.FLOAT32), LevelOfDetail.of(new long[]{0, 1}));
    LodTensor pooled = new OperatorTester("pool2d").input("X", x).attribute("pooling_type", "avg")
        .attribute("global_pooling", true).outputs().getFirst();
    assertEquals(x.levelOfDetail(), pooled.levelOfDetail());
    assertEquals(Tensor.of(Shape.of(1, 1, 1, 1), 3f), pooled.tensor());
  }

  @Test
  void aMaximumSaysWhereItIs() {
    Tensor x = Tensor.of(Shape.of(1, 1, 2, 2), 1f, 7f, 7f, 0f);
    List<LodTensor> outputs = new OperatorTester("max_pool2d_with_index").input("X", x)
        .attribute("global_pooling", true).output("Out").output("Mask").outputs();
    assertArrayEquals(new double[]{7}, elements(outputs.get(0).tensor()));
    assertEquals(Tensor.of(Shape.of(1, 1, 1, 1), 1), outputs.get(1).tensor());
  }

  @Test
  void windowsThatCannotSlideAreRefused() {
    Tensor x = row(DataType.FLOAT32);
    assertTrue(pool("max", x).attribute("ksize", List.of(1, 4)).refusal().contains("a window of 4 does not fit"));
    assertTrue(pool("max", x).attribute("ksize", List.of(1, 0)).refusal().contains("ksize of dimension 1 is 0"));
    assertTrue(pool("max", x).attribute("ksize", List.of(1)).refusal().contains("ksize has 1 elements"));
    assertTrue(pool("max", x).attribute("strides", List.of(0, 1)).refusal().contains("strides is [0, 1]"));
    assertTrue(pool("sum", x).refusal().contains("pooling_type is 'sum'"));
    assertTrue(pool("max", tensor(DataType.INT32, Shape.of(1, 1, 1, 3))).refusal()
        .contains("must be of float32 or float64"));
  }

  @Test
  void eachImageBecomesASequenceOfWindows() {
    Tensor x = tensor(DataType.FLOAT32, Shape.of(2, 1, 1, 3), 1, 2, 3, 4, 5, 6);
    LodTensor windows = new OperatorTester("im2sequence").input("X", x)
        .input("Y", Tensor.of(Shape.of(2, 2), 1f, 3f, 1f, 5f)).attribute("kernels", List.of(1, 2))
        .attribute("out_stride", List.of(1, 2)).outputs().getFirst();
    assertEquals(Tensor.of(Shape.of(3, 2), 1f, 2f, 4f, 5f, 5f, 6f), windows.tensor());
    assertEquals(LevelOfDetail.of(new long[]{0, 1, 3}), windows.levelOfDetail());
  }

  @Test
  void sequencesOfWindowsThatDoNotFitAreRefused() {
    OperatorTester sequence = new OperatorTester("im2sequence")
        .input("X", tensor(DataType.FLOAT32, Shape.of(2, 1, 1, 3))).attribute("kernels", List.of(1, 6));
    assertTrue(sequence.refusal().contains("a window of 6 does not fit into the 3 elements of dimension 3"));
    assertTrue(sequence.input("Y", Tensor.of(Shape.of(2), 1f, 3f)).refusal().contains("it must be [2, 2]"));
    assertTrue(new OperatorTester("im2sequence").input("X", row(DataType.FLOAT32))
        .attribute("strides", List.of(0, 1)).refusal().contains("strides is [0, 1]"));
  }
}
