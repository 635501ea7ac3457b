package oar.runtime.arm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import oar.api.model.Attribute;
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
  @CsvSource({"1,16,27,29,32,1,1,0,1,1", "2,6,20,20,13,3,1,1,1,1", "1,16,31,26,48,3,2,1,1,2",
      "1,5,32,32,40,5,2,2,1,1", "1,10,29,29,15,3,1,2,2,1", "3,64,19,19,70,1,1,0,1,1"})
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

  @ParameterizedTest
  @CsvSource({"LSTM, 4, 130", "GRU, 3, 150", "RNN_TANH, 1, 260", "LSTM, 4, 8"})
  void recurrentLayers(String mode, int gates, int hidden) {
    Tensor input = random(Shape.of(4, 3, 20));
    Tensor state = random(Shape.of(1, 3, hidden));
    Weight inputWeight = small(Shape.of((long) gates * hidden, 20));
    Weight stateWeight = small(Shape.of((long) gates * hidden, hidden));
    Tensor bias = random(Shape.of((long) gates * hidden));
    assertClose(() -> new OperatorTester("rnn").input("Input", input)
        .input("PreState", mode.equals("LSTM") ? new Tensor[]{state, state} : new Tensor[]{state})
        .weights("WeightList", inputWeight, stateWeight, new Weight(bias), new Weight(bias)).attribute("mode", mode)
        .attribute("hidden_size", hidden).attribute("num_layers", 1).attribute("is_bidirec", false).output("Out"));
  }

  private Weight small(Shape shape) {
    float[] values = random(shape).toFloats();
    for (int i = 0; i < values.length; i++) {
      values[i] *= 0.1f;
    }
    return SymmetricQuantization.quantize("int8", DataType.INT8, "w", new Weight(Tensor.of(shape, values)), 0);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 1})
  void rowsOfTablesAreTheirRealNumbers(int channelAxis) {
    Weight table = quantized(Shape.of(40, 19), channelAxis);
    Tensor words = Tensor.of(Shape.of(2, 3), 7L, 39L, 0L, 5L, 5L, 12L);
    Supplier<OperatorTester> lookup = () -> new OperatorTester("lookup_table_v2").input("Ids", words)
        .weight("W", table).attribute("padding_idx", new Attribute.LongValue(5)).output("Out");
    assertArrayEquals(lookup.get().run().toFloats(), lookup.get().option("mode", "integer").run().toFloats());
  }

  @Test
  void anImageDoesNotDependOnItsNeighbours() {
    Weight filter = quantized(Shape.of(16, 8, 3, 3), 0);
    float[] dark = random(Shape.of(1, 8, 24, 24)).toFloats();
    float[] both = Arrays.copyOf(dark, 2 * dark.length);
    for (int i = 0; i < dark.length; i++) {
      both[dark.length + i] = 100 * dark[i];
    }
    float[] alone = convolve(Tensor.of(Shape.of(1, 8, 24, 24), dark), filter);
    float[] together = convolve(Tensor.of(Shape.of(2, 8, 24, 24), both), filter);
    assertArrayEquals(alone, Arrays.copyOf(together, alone.length));
  }

  @Test
  void activationsOfNothingButZerosGiveZeros() {
    float[] result = convolve(Tensor.of(Shape.of(1, 8, 24, 24), new float[8 * 24 * 24]),
        quantized(Shape.of(16, 8, 3, 3), 0));
    assertEquals(16 * 22 * 22, result.length);
    assertArrayEquals(new float[result.length], result);
  }

  private static float[] convolve(Tensor input, Weight filter) {
    return new OperatorTester("conv2d").input("Input", input).weight("Filter", filter).option("mode", "integer")
        .output("Output").run().toFloats();
  }
}
