package oar.runtime.arm.kernel.channelwise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.Random;
import oar.runtime.arm.kernel.Bins;
import oar.runtime.arm.kernel.Extremes;
import oar.runtime.arm.kernel.NativeFloats;
import oar.runtime.arm.kernel.Window;
import oar.runtime.arm.kernel.channelwise.ChannelwiseFilter.Finish;
import oar.runtime.arm.kernel.channelwise.ChannelwiseFilter.Images;
import oar.runtime.arm.kernel.channelwise.ChannelwiseFilter.Target;
import oar.runtime.arm.kernel.product.Rectifier;
import oar.runtime.arm.kernel.product.Rectifiers;
import oar.runtime.arm.machine.Machine;
import oar.runtime.arm.machine.Machines;
import oar.runtime.arm.machine.VectorWidth;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Holds plain kernels to the definitions, and those in machine code to the plain ones, over random shapes. */
class ChannelwiseFilterTests {
  private static final int CASES = 300;
  private static final int MOST_CHANNELS = 70;
  private static final float UNTOUCHED = 12345;

  private static Window window(Random random, int mostDilation) {
    while (true) {
      int input = 1 + random.nextInt(24);
      int size = 1 + random.nextInt(7);
      int stride = 1 + random.nextInt(3);
      int dilation = 1 + random.nextInt(mostDilation);
      int before = random.nextInt(size + 2);
      int after = random.nextInt(size + 2);
      int room = input + before + after - (dilation * (size - 1) + 1);
      if (room >= 0) {
        return new Window(input, size, stride, dilation, before, after, room / stride + 1);
      }
    }
  }

  private static Bins bins(Random random) {
    int input = 1 + random.nextInt(30);
    return switch (random.nextInt(4)) {
      case 0 -> Bins.adaptive(input, 1 + random.nextInt(9));
      case 1 -> Bins.adaptive(input, 1);
      default -> Bins.sliding(window(random, 1), random.nextBoolean());
    };
  }

  /** An image and its neighbourhood in memory. */
  private record Image(int height, int width, int channels, int offset, float[] values) {
    static Image random(Random random, int height, int width, int channels) {
      int offset = random.nextInt(5);
      return new Image(height, width, channels, offset,
          NativeFloats.random(random, offset + height * width * channels));
    }

    boolean contains(int y, int x) {
      return 0 <= y && y < height && 0 <= x && x < width;
    }

    float get(int y, int x, int channel) {
      return values[index(y, x, channel)];
    }

    int index(int y, int x, int channel) {
      return offset + (y * width + x) * channels + channel;
    }

    long bytesBefore() {
      return (long) offset * Float.BYTES;
    }
  }

  private static float[] run(ChannelwiseFilter filter, Image input, Image residual, boolean tracksExtremes) {
    MemorySegment output = NativeFloats.of(untouched(residual));
    Images images = new Images(NativeFloats.of(input.values), input.bytesBefore(), output, residual.bytesBefore(),
        NativeFloats.of(residual.values), residual.bytesBefore());
    ChannelwiseCall call = new ChannelwiseCall();
    int middle = filter.lines() / 2;
    filter.run(images, middle, filter.lines(), call);
    filter.run(images, 0, middle, call);
    float[] results = output.toArray(ValueLayout.JAVA_FLOAT);
    assertExtremes(tracksExtremes ? results : new float[0], call);
    return results;
  }

  private static void assertExtremes(float[] results, ChannelwiseCall call) {
    Extremes expected = new Extremes();
    expected.include(0, 0);
    for (float result : results) {
      float other = result == UNTOUCHED || Float.isNaN(result) ? 0 : result;
      expected.include(other, other);
    }
    Extremes actual = new Extremes();
    call.extremes().addTo(actual);
    assertEquals(expected.least(), actual.least());
    assertEquals(expected.greatest(), actual.greatest());
  }

  private static float[] untouched(Image image) {
    float[] values = new float[image.values.length + 3];
    Arrays.fill(values, UNTOUCHED);
    return values;
  }

  private static void assertAllEqual(float[] expected, float[] actual, double tolerance, String message) {
    for (int i = 0; i < expected.length; i++) {
      boolean isClose = Float.compare(expected[i], actual[i]) == 0
          || Math.abs(expected[i] - actual[i]) <= tolerance;
      assertTrue(isClose, message + " at " + i);
    }
  }

  /** A convolution of random shape. */
  private record Convolution(Window height, Window width, Image input, Image residual, float[] filter, float[] bias,
      Finish finish) {
    static Convolution random(Random random) {
      Window height = ChannelwiseFilterTests.window(random, 2);
      Window width = ChannelwiseFilterTests.window(random, 2);
      int channels = 1 + random.nextInt(MOST_CHANNELS);
      return new Convolution(height, width, Image.random(random, height.input(), width.input(), channels),
          Image.random(random, height.output(), width.output(), channels),
          NativeFloats.random(random, channels * height.size() * width.size()),
          NativeFloats.random(random, random.nextInt(3) == 0 ? 0 : channels),
          new Finish(random.nextBoolean(), Rectifiers.random(random), random.nextBoolean()));
    }

    float[] run(Machine machine) {
      ChannelwiseWeights weights = ChannelwiseWeights.of(filter, bias, input.channels);
      Target target = new Target(finish, machine);
      return ChannelwiseFilterTests.run(ChannelwiseFilter.convolution(height, width, weights, target), input, residual,
          finish.tracksExtremes());
    }

    float[] byDefinition() {
      float[] results = untouched(residual);
      for (int y = 0; y < height.output(); y++) {
        for (int x = 0; x < width.output(); x++) {
          for (int channel = 0; channel < input.channels; channel++) {
            double sum = sum(y, x, channel) + (finish.hasResidual() ? residual.get(y, x, channel) : 0);
            results[residual.index(y, x, channel)] = finish.rectifier().apply((float) sum);
          }
        }
      }
      return results;
    }

    private double sum(int y, int x, int channel) {
      double sum = bias.length == 0 ? 0 : bias[channel];
      for (int h = 0; h < height.size(); h++) {
        for (int w = 0; w < width.size(); w++) {
          int inY = height.position(y, h);
          int inX = width.position(x, w);
          if (input.contains(inY, inX)) {
            sum += (double) input.get(inY, inX, channel)
                * filter[(channel * height.size() + h) * width.size() + w];
          }
        }
      }
      return sum;
    }
  }

  /** A pool of random shape. */
  private record Pool(Bins height, Bins width, Image input, Image output, boolean isMaximum, boolean tracksExtremes) {
    static Pool random(Random random) {
      Bins height = bins(random);
      Bins width = bins(random);
      int channels = 1 + random.nextInt(MOST_CHANNELS);
      return new Pool(height, width, Image.random(random, height.input(), width.input(), channels),
          Image.random(random, height.output(), width.output(), channels), random.nextBoolean(), random.nextBoolean());
    }

    float[] run(Machine machine) {
      Target target = new Target(new Finish(false, Rectifier.NONE, tracksExtremes), machine);
      ChannelwiseFilter filter = isMaximum
          ? ChannelwiseFilter.maximumPool(height, width, input.channels, target)
          : ChannelwiseFilter.averagePool(height, width, input.channels, target);
      return ChannelwiseFilterTests.run(filter, input, output, tracksExtremes);
    }

    float[] byDefinition() {
      float[] results = untouched(output);
      for (int y = 0; y < height.output(); y++) {
        for (int x = 0; x < width.output(); x++) {
          for (int channel = 0; channel < input.channels; channel++) {
            results[output.index(y, x, channel)] = (float) result(y, x, channel);
          }
        }
      }
      return results;
    }

    private double result(int y, int x, int channel) {
      double greatest = -Float.MAX_VALUE;
      double sum = 0;
      for (int inY = height.start(y); inY < height.end(y); inY++) {
        for (int inX = width.start(x); inX < width.end(x); inX++) {
          greatest = Math.max(greatest, input.get(inY, inX, channel));
          sum += input.get(inY, inX, channel);
        }
      }
      return isMaximum ? greatest : sum / ((double) height.count(y) * width.count(x));
    }
  }

  @Test
  void plainConvolutionsEqualTheDefinition() {
    for (int seed = 0; seed < CASES; seed++) {
      Convolution convolution = Convolution.random(new Random(seed));
      assertAllEqual(convolution.byDefinition(), convolution.run(Machine.WITHOUT_CODE), 1e-5, "seed " + seed);
    }
  }

  @ParameterizedTest
  @EnumSource
  void convolutionsInMachineCodeEqualPlainOnes(VectorWidth width) {
    Machine machine = Machines.with(width);
    for (int seed = 0; seed < CASES; seed++) {
      Convolution convolution = Convolution.random(new Random(seed));
      assertAllEqual(convolution.run(Machine.WITHOUT_CODE), convolution.run(machine), 0, "seed " + seed);
    }
  }

  @Test
  void plainPoolsEqualTheDefinition() {
    for (int seed = 0; seed < CASES; seed++) {
      Pool pool = Pool.random(new Random(seed));
      assertAllEqual(pool.byDefinition(), pool.run(Machine.WITHOUT_CODE), 1e-5, "seed " + seed);
    }
  }

  @ParameterizedTest
  @EnumSource
  void poolsInMachineCodeEqualPlainOnes(VectorWidth width) {
    Machine machine = Machines.with(width);
    for (int seed = 0; seed < CASES; seed++) {
      Pool pool = Pool.random(new Random(seed));
      assertAllEqual(pool.run(Machine.WITHOUT_CODE), pool.run(machine), 0, "seed " + seed);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aMaximumIsTheLastOfWhatDoesNotCompare(VectorWidth width) {
    Bins all = Bins.adaptive(3, 1);
    Bins one = Bins.adaptive(1, 1);
    for (Machine machine : new Machine[]{Machine.WITHOUT_CODE, Machines.with(width)}) {
      ChannelwiseFilter filter = ChannelwiseFilter.maximumPool(one, all, 1,
          new Target(new Finish(false, Rectifier.NONE, false), machine));
      assertEquals(2, run(filter, row(1, Float.NaN, 2), row(0), false)[0]);
      assertEquals(Float.NaN, run(filter, row(1, 2, Float.NaN), row(0), false)[0]);
      assertEquals(-Float.MAX_VALUE, run(filter, row(Float.NEGATIVE_INFINITY, Float.NEGATIVE_INFINITY,
          Float.NEGATIVE_INFINITY), row(0), false)[0]);
    }
  }

  private static Image row(float... values) {
    return new Image(1, values.length, 1, 0, values);
  }
}
