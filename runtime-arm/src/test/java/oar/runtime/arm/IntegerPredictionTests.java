package oar.runtime.arm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import oar.api.model.DataType;
import oar.api.model.Shape;
import oar.api.model.Tensor;
import oar.api.model.Weight;
import oar.api.quantization.SymmetricQuantization;
import oar.runtime.arm.op.OperatorTester;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds predictions with the integers of INT8 weights to those with their real numbers. */
class IntegerPredictionTests {
  private static final long SEED = 20260404;
  /** Of the largest output: what 255 steps of activations leave of the accuracy of a sum of random products. */
  private static final float TOLERANCE = 0.02f;

  private final Random random = new Random(SEED);

  private Tensor random(Shape shape) {
    float[] values = new float[Math.toIntExact(shape.elementCount())];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextFloat() * 2 - 0.7f;
    }
    return Tensor.of(shape, values);
  }

  private Weight quantized(Shape shape, int channelAxis) {
    return SymmetricQuantization.quantize("int8", DataType.INT8, "w", new Weight(random(shape)), channelAxis);
  }

  private void assertClose(Supplier<OperatorTester> operator) {
    float[] expected = operator.get().run().toFloats();
    float[] actual = operator.get().option("mode", "integer").run().toFloats();
    double largest = 0;
    for (float value : expected) {
      largest = Math.max(largest, Math.abs(value));
    }
    assertArrayEquals(expected, actual, (float) (TOLERANCE * largest), "seed " + SEED);
    assertFalse(Arrays.equals(expected, actual), "the integers were not computed with");
    float[] byTwoThreads = operator.get().option("mode", "integer").option("threads", "2").run().toFloats();
    assertArrayEquals(actual, byTwoThreads, "two threads, seed " + SEED);
  }

  @ParameterizedTest
  @CsvSource({"1,8,7,9,16,1,1,0,1,1", "2,6,8,8,13,3,1,1,1,1", "1,8,11,6,24,3,2,1,1,2", "1,3,12,12,40,5,2,2,1,1",
      "1,10,9,9,5,3,1,2,2,1", "3,4,1,1,7,1,1,0,1,1"})
  void convolutions(int images, int channels, int height, int width, int filters, int size, int stride, int padding,
      int dilation, int groups) {
    Tensor input = random(Shape.of(images, channels, height, width));
    Weight filter = quantized(Shape.of(filters, channels / groups, size, size), 0);
    Tensor bias = random(Shape.of(filters));
    assertClose(() -> new OperatorTester("conv2d").input("Input", input).weight("Filter", filter).weight("Bias", bias)
        .attribute("strides", List.of(stride, stride)).attribute("paddings", List.of(padding, padding))
        .attribute("dilations", List.of(dilation, dilation)).attribute("groups", groups).output("Output"));
  }

  @ParameterizedTest
  @CsvSource({"1,5,3", "12,64,33", "13,7,100", "40,130,1"})
  void fullyConnectedLayers(int rows, int depth, int columns) {
    Tensor input = random(Shape.of(rows, depth));
    Weight matrix = quantized(Shape.of(depth, columns), 1);
    Tensor bias = random(Shape.of(columns));
    assertClose(() -> new OperatorTester("fc").input("Input", input).weight("W", matrix).weight("Bias", bias)
        .attribute("activation_type", "relu").attribute("in_num_col_dims", 1).output("Out"));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void productsOfBatches(boolean transposed) {
    Tensor input = random(Shape.of(2, 5, 16));
    Weight matrix = quantized(transposed ? Shape.of(9, 16) : Shape.of(16, 9), transposed ? 0 : 1);
    assertClose(() -> new OperatorTester("matmul_v2").input("X", input).weight("Y", matrix)
        .attribute("trans_y", transposed).attribute("alpha", 0.5f).output("Out"));
  }

  @Test
  void anImageDoesNotDependOnItsNeighbours() {
    Weight filter = quantized(Shape.of(4, 3, 3, 3), 0);
    float[] dark = random(Shape.of(1, 3, 6, 6)).toFloats();
    float[] both = Arrays.copyOf(dark, 2 * dark.length);
    for (int i = 0; i < dark.length; i++) {
      both[dark.length + i] = 100 * dark[i];
    }
    float[] alone = convolve(Tensor.of(Shape.of(1, 3, 6, 6), dark), filter);
    float[] together = convolve(Tensor.of(Shape.of(2, 3, 6, 6), both), filter);
    assertArrayEquals(alone, Arrays.copyOf(together, alone.length));
  }

  @Test
  void activationsOfNothingButZerosGiveZeros() {
    float[] result = convolve(Tensor.of(Shape.of(1, 3, 4, 4), new float[48]), quantized(Shape.of(2, 3, 3, 3), 0));
    assertEquals(2 * 2 * 2, result.length);
    assertArrayEquals(new float[result.length], result);
  }

  private static float[] convolve(Tensor input, Weight filter) {
    return new OperatorTester("conv2d").input("Input", input).weight("Filter", filter).option("mode", "integer")
        .output("Output").run().toFloats();
  }
}
