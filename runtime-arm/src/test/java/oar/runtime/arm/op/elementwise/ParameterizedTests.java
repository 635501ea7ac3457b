package oar.runtime.arm.op.elementwise;

import static oar.runtime.arm.op.OperatorTester.elements;
import static oar.runtime.arm.op.OperatorTester.tensor;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import oar.api.model.DataType;
import oar.api.model.LevelOfDetail;
import oar.api.model.LodTensor;
import oar.api.model.Shape;
import oar.api.model.Tensor;
import oar.runtime.arm.op.OperatorTester;
import org.junit.jupiter.api.Test;

class ParameterizedTests {
  private static OperatorTester of(String type, DataType dataType, double... x) {
    return new OperatorTester(type).input("X", tensor(dataType, Shape.of(x.length), x));
  }

  private static void assertElements(OperatorTester tester, double... expected) {
    assertArrayEquals(expected, elements(tester.run()), 1e-6);
  }

  @Test
  void boundsOfClipComeFromTensorsBeforeAttributes() {
    assertElements(of("clip", DataType.FLOAT32, -3, 0.5, 3).attribute("min", -1f).attribute("max", 1f), -1, 0.5, 1);
    assertElements(of("clip", DataType.FLOAT32, -3, 0.5, 3).attribute("min", -1f).attribute("max", 1f)
        .input("Max", tensor(DataType.FLOAT32, Shape.SCALAR, 0)), -1, 0, 0);
    assertElements(of("clip", DataType.INT64, -3, 2, 9).attribute("min", -1.9f).attribute("max", 4.9f), -1, 2, 4);
  }

  @Test
  void boundsOfClipThatMakeNoSenseAreRefused() {
    for (float max : new float[]{0, Float.NaN}) {
      assertTrue(of("clip", DataType.FLOAT32, 1).attribute("min", 1f).attribute("max", max).refusal()
          .contains("min must not be above max"));
    }
    assertTrue(of("clip", DataType.FLOAT32, 1).input("Min", Tensor.of(Shape.of(2), 1f, 2f)).refusal()
        .contains("input Min float32 [2] must hold one number"));
  }

  @Test
  void powersOfIntegersAreIntegers() {
    assertElements(of("pow", DataType.INT32, -2, 3).attribute("factor", 3f), -8, 27);
    assertElements(of("pow", DataType.FLOAT64, 4, 9).attribute("factor", 1f)
        .input("FactorTensor", Tensor.of(Shape.of(1), 0.5f)), 2, 3);
  }

  @Test
  void scaleTruncatesItsNumbersOnIntegers() {
    assertElements(of("scale", DataType.INT32, 1, -2).attribute("scale", 2.9f).attribute("bias", -1.5f), 1, -5);
    assertElements(of("scale", DataType.FLOAT32, 1, -2).attribute("scale", 2f).attribute("bias", 0.5f)
        .attribute("bias_after_scale", false), 3, -3);
    assertElements(of("scale", DataType.BOOL, 0, 1).attribute("scale", 0.5f).attribute("bias", 0f), 0, 1);
    assertElements(of("scale", DataType.FLOAT32, 3).input("ScaleTensor", Tensor.of(Shape.of(1), 5f)), 15);
  }

  @Test
  void scaleAppliesAFusedActivation() {
    assertElements(of("scale", DataType.FLOAT32, -4, 9).attribute("scale", 2f).attribute("activation_type", "relu6")
        .attribute("alpha", 5f), 0, 5);
    assertElements(of("scale", DataType.FLOAT32, -4, 9).attribute("activation_type", "leaky_relu")
        .attribute("alpha", 0.5f), -2, 9);
  }

  private static OperatorTester prelu(String mode, Tensor x, float... slopes) {
    return new OperatorTester("prelu").input("X", x).weight("Alpha", Tensor.of(Shape.of(slopes.length), slopes))
        .attribute("mode", mode);
  }

  @Test
  void slopesOfPreluBelongToAllOrChannelsOrElements() {
    Tensor x = tensor(DataType.FLOAT32, Shape.of(2, 2, 2), -1, 2, -1, -1, -1, -1, -1, -1);
    assertElements(prelu("all", x, 3), -3, 2, -3, -3, -3, -3, -3, -3);
    assertElements(prelu("channel", x, 3, 4), -3, 2, -4, -4, -3, -3, -4, -4);
    assertElements(prelu("channel", x, 3, 4).attribute("data_format", "NHWC"), -3, 2, -3, -4, -3, -4, -3, -4);
    assertElements(prelu("element", x, 3, 4, 5, 6), -3, 2, -5, -6, -3, -4, -5, -6);
  }

  @Test
  void slopesThatDoNotFitAreRefused() {
    Tensor x = tensor(DataType.FLOAT32, Shape.of(2, 3));
    assertTrue(prelu("channel", x, 1, 2).refusal().contains("must have 3 elements with mode channel"));
    assertTrue(prelu("channel", x.withShape(Shape.of(6)), 1).refusal().contains("must have rank 2 or more"));
    assertTrue(prelu("each", x, 1).refusal().contains("mode is 'each'"));
  }

  @Test
  void dropoutScalesOnlyWhatTrainingDidNot() {
    assertElements(of("dropout", DataType.FLOAT32, 4).attribute("dropout_prob", 0.25f), 3);
    assertElements(of("dropout", DataType.FLOAT32, 4).attribute("dropout_prob", 0.25f)
        .attribute("dropout_implementation", "upscale_in_train"), 4);
    assertTrue(of("dropout", DataType.FLOAT32, 4).attribute("dropout_prob", 1.5f).refusal().contains("from 0 to 1"));
  }

  @Test
  void sumsAddUpAllInputsExactly() {
    long large = 9007199254740993L;
    OperatorTester sum = new OperatorTester("sum").input("X", Tensor.of(Shape.of(1), large), Tensor.of(Shape.of(1), 2L),
        Tensor.of(Shape.of(1), -1L));
    assertEquals(Tensor.of(Shape.of(1), large + 1), sum.run());
    assertTrue(new OperatorTester("sum").input("X", Tensor.of(Shape.of(1), 1f), Tensor.of(Shape.of(1, 1), 1f)).refusal()
        .contains("must be of one type and shape"));
  }

  @Test
  void anglesOfIntegersAreDoubles() {
    OperatorTester angle = new OperatorTester("atan2").input("X1", Tensor.of(Shape.of(1), 1))
        .input("X2", Tensor.of(Shape.of(1), -1));
    assertEquals(Tensor.of(Shape.of(1), Math.PI * 3 / 4), angle.run());
    assertTrue(angle.input("X2", Tensor.of(Shape.of(2), 1, 1)).refusal().contains("must have one shape"));
  }

  @Test
  void anglesCarryTheFirstInputsSequences() {
    LevelOfDetail levels = LevelOfDetail.of(new long[]{0, 1});
    assertEquals(levels, new OperatorTester("atan2").input("X1", new LodTensor(Tensor.of(Shape.of(1), 1f), levels))
        .input("X2", Tensor.of(Shape.of(1), 1f)).outputs().getFirst().levelOfDetail());
  }
}
