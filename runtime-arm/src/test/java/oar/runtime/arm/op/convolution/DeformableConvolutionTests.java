package oar.runtime.arm.op.convolution;

import static oar.runtime.arm.op.OperatorTester.elements;
import static oar.runtime.arm.op.OperatorTester.tensor;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import oar.api.model.DataType;
import oar.api.model.Shape;
import oar.api.model.Tensor;
import oar.runtime.arm.op.OperatorTester;
import org.junit.jupiter.api.Test;

class DeformableConvolutionTests {
  private static final long SEED = 3;

  private static Tensor random(DataType type, double scale, long... shape) {
    Shape dimensions = Shape.of(shape);
    return tensor(type, dimensions,
        new Random(SEED).doubles(dimensions.elementCount(), -1, 1).map(value -> scale * value).toArray());
  }

  private static OperatorTester convolve(DataType type, double shift) {
    return new OperatorTester("deformable_conv").input("Input", random(type, 1, 2, 4, 5, 5))
        .input("Filter", random(type, 1, 6, 2, 3, 3)).input("Offset", random(type, shift, 2, 36, 5, 5))
        .input("Mask", random(type, 1, 2, 18, 5, 5)).attribute("paddings", List.of(1, 1)).attribute("groups", 2)
        .attribute("deformable_groups", 2).output("Output");
  }

  @Test
  void doublesAreConvolvedAsFloatsAre() {
    for (double shift : new double[]{0, 1, 10}) {
      Tensor floats = convolve(DataType.FLOAT32, shift).run();
      Tensor doubles = convolve(DataType.FLOAT64, shift).run();
      assertEquals(floats.shape(), doubles.shape());
      assertArrayEquals(elements(floats), elements(doubles), 1e-5, "seed " + SEED + ", shift " + shift);
    }
  }

  @Test
  void withoutShiftsAndMaskItIsAPlainConvolution() {
    Tensor input = random(DataType.FLOAT32, 1, 2, 4, 5, 5);
    Tensor filter = random(DataType.FLOAT32, 1, 6, 4, 3, 3);
    Tensor plain = new OperatorTester("conv2d").input("Input", input).input("Filter", filter)
        .attribute("paddings", List.of(1, 1)).output("Output").run();
    Tensor deformed = new OperatorTester("deformable_conv_v1").input("Input", input).input("Filter", filter)
        .input("Offset", tensor(DataType.FLOAT32, Shape.of(2, 18, 5, 5))).attribute("paddings", List.of(1, 1))
        .output("Output").run();
    assertArrayEquals(elements(plain), elements(deformed), 1e-5, "seed " + SEED);
  }

  @Test
  void shiftsAndMasksThatDoNotFitAreRefused() {
    assertTrue(convolve(DataType.FLOAT32, 1).input("Mask", random(DataType.FLOAT32, 1, 2, 9, 5, 5)).refusal()
        .contains("Mask float32 [2, 9, 5, 5] must be float32 [2, 18, 5, 5]"));
    assertTrue(convolve(DataType.FLOAT32, 1).input("Offset", random(DataType.FLOAT32, 1, 2, 36, 4, 5)).refusal()
        .contains("must be float32 [2, 36, 5, 5]"));
    assertTrue(convolve(DataType.FLOAT32, 1).attribute("deformable_groups", 3).refusal()
        .contains("deformable_groups is 3"));
    assertTrue(convolve(DataType.FLOAT32, 1).attribute("deformable_groups", 0).refusal()
        .contains("deformable_groups is 0; it must be at least 1"));
  }
}
