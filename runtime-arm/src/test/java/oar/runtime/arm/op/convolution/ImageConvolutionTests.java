package oar.runtime.arm.op.convolution;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import oar.api.model.Shape;
import oar.api.model.Tensor;
import oar.api.model.Weight;
import oar.runtime.arm.op.OperatorTester;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds convolutions of images with constant filters to the sums of their definition, in all forms that they are computed in. */
class ImageConvolutionTests {
  private static final int CASES = 60;
  private static final double TOLERANCE = 1e-5;

  /** A convolution; batch, channels, groups, filters of a group, and along both dimensions the same window. */
  private record Sizes(int images, int channels, int groups, int filters, int height, int width, int window, int stride,
      int padding, int dilation) {
    static Sizes random(Random random) {
      int groups = random.nextInt(4) == 0 ? 1 + random.nextInt(6) : 1;
      int window = 1 + 2 * random.nextInt(3);
      int dilation = 1 + random.nextInt(2);
      int extent = (window - 1) * dilation + 1;
      return new Sizes(1 + random.nextInt(2), groups * (1 + random.nextInt(20)), groups, 1 + random.nextInt(40),
          extent + random.nextInt(20), extent + random.nextInt(20), window, 1 + random.nextInt(2),
          random.nextInt(window), dilation);
    }

    int outputHeight() {
      return (height + 2 * padding - (window - 1) * dilation - 1) / stride + 1;
    }

    int outputWidth() {
      return (width + 2 * padding - (window - 1) * dilation - 1) / stride + 1;
    }
  }

  private static Tensor random(Random random, long... shape) {
    float[] values = new float[Math.toIntExact(Shape.of(shape).elementCount())];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextFloat() - 0.5f;
    }
    return Tensor.of(Shape.of(shape), values);
  }

  private static OperatorTester convolution(Sizes sizes, Tensor input, Weight filter, Tensor bias) {
    return new OperatorTester("conv2d").input("Input", input).weight("Filter", filter).weight("Bias", bias)
        .output("Output").attribute("groups", sizes.groups)
        .attribute("strides", List.of(sizes.stride, sizes.stride))
        .attribute("paddings", List.of(sizes.padding, sizes.padding))
        .attribute("dilations", List.of(sizes.dilation, sizes.dilation));
  }

  private static float[] expected(Sizes sizes, float[] input, float[] filter, float[] bias) {
    int channels = sizes.channels / sizes.groups;
    int outputs = sizes.groups * sizes.filters;
    float[] result = new float[sizes.images * outputs * sizes.outputHeight() * sizes.outputWidth()];
    for (int i = 0; i < result.length; i++) {
      int x = i % sizes.outputWidth() * sizes.stride - sizes.padding;
      int y = i / sizes.outputWidth() % sizes.outputHeight() * sizes.stride - sizes.padding;
      int output = i / sizes.outputWidth() / sizes.outputHeight() % outputs;
      int image = i / sizes.outputWidth() / sizes.outputHeight() / outputs;
      double sum = bias[output];
      for (int k = 0; k < channels * sizes.window * sizes.window; k++) {
        int column = x + k % sizes.window * sizes.dilation;
        int line = y + k / sizes.window % sizes.window * sizes.dilation;
        int channel = output / sizes.filters * channels + k / sizes.window / sizes.window;
        if (column >= 0 && column < sizes.width && line >= 0 && line < sizes.height) {
          sum += filter[output * channels * sizes.window * sizes.window + k]
              * (double) input[((image * sizes.channels + channel) * sizes.height + line) * sizes.width + column];
        }
      }
      result[i] = (float) sum;
    }
    return result;
  }

  @ParameterizedTest
  @ValueSource(strings = {"machine-code=true", "machine-code=false", "exact=true", "threads=2"})
  void imagesAreConvolvedAsTheDefinitionSays(String option) {
    String[] parts = option.split("=");
    for (int seed = 0; seed < CASES; seed++) {
      Random random = new Random(seed);
      Sizes sizes = Sizes.random(random);
      Tensor input = random(random, sizes.images, sizes.channels, sizes.height, sizes.width);
      Tensor filter = random(random, (long) sizes.groups * sizes.filters, sizes.channels / sizes.groups, sizes.window,
          sizes.window);
      Tensor bias = random(random, (long) sizes.groups * sizes.filters);
      Tensor output = convolution(sizes, input, new Weight(filter), bias).option(parts[0], parts[1]).run();
      String description = "seed " + seed + ", " + sizes;
      assertEquals(Shape.of(sizes.images, sizes.groups * sizes.filters, sizes.outputHeight(), sizes.outputWidth()),
          output.shape(), description);
      assertArrayEquals(expected(sizes, input.toFloats(), filter.toFloats(), bias.toFloats()), output.toFloats(),
          (float) (TOLERANCE * Math.sqrt(filter.elementCount())), description);
    }
  }

  @Test
  void winogradsAlgorithmRoundsABoundedPartMore() {
    Random random = new Random(8);
    Sizes sizes = new Sizes(1, 128, 1, 64, 28, 28, 3, 1, 1, 1);
    Tensor input = random(random, 1, 128, 28, 28);
    Weight filter = new Weight(random(random, 64, 128, 3, 3));
    Tensor bias = random(random, 64);
    float[] fast = convolution(sizes, input, filter, bias).run().toFloats();
    float[] exact = convolution(sizes, input, filter, bias).option("exact", "true").run().toFloats();
    double largest = 0;
    double error = 0;
    for (int i = 0; i < exact.length; i++) {
      largest = Math.max(largest, Math.abs(exact[i]));
      error = Math.max(error, Math.abs(exact[i] - fast[i]));
    }
    assertTrue(error > 0, "the option exact changed nothing");
    assertTrue(error <= TOLERANCE * largest, error + " of " + largest);
  }
}
