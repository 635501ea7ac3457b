package oar.runtime.arm.kernel.winograd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.Random;
import oar.runtime.arm.kernel.NativeFloats;
import oar.runtime.arm.kernel.product.Rectifier;
import oar.runtime.arm.kernel.product.Rectifiers;
import oar.runtime.arm.machine.Machine;
import oar.runtime.arm.machine.Machines;
import oar.runtime.arm.machine.VectorWidth;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Holds transforms to the convolution that they are parts of, and those in machine code to those in plain Java. */
class TileTransformTests {
  private static final int CASES = 100;
  private static final float TOLERANCE = 2e-5f;

  @Test
  void aTileIsTheConvolutionOfItsPixels() {
    Random random = new Random(4);
    for (int i = 0; i < CASES; i++) {
      float[] pixels = NativeFloats.random(random, WinogradTransform.PRODUCTS);
      float[] filter = NativeFloats.random(random, WinogradTransform.FILTER * WinogradTransform.FILTER);
      float[] products = transform(TileTransform.ofInput(1, Float.BYTES, Machine.WITHOUT_CODE), pixels, 6,
          new float[1], WinogradTransform.PRODUCTS, Rectifier.NONE);
      for (int product = 0; product < products.length; product++) {
        products[product] *= WinogradTransform.filter(filter, 0, product);
      }
      float[] outputs = transform(
          TileTransform.ofOutput(1, Float.BYTES, false, Rectifier.NONE, Machine.WITHOUT_CODE), products, 4,
          new float[1], WinogradTransform.OUTPUT * WinogradTransform.OUTPUT, Rectifier.NONE);
      assertArrayEquals(convolve(pixels, filter), outputs, TOLERANCE, "case " + i);
    }
  }

  private static float[] convolve(float[] pixels, float[] filter) {
    float[] outputs = new float[WinogradTransform.OUTPUT * WinogradTransform.OUTPUT];
    for (int i = 0; i < outputs.length; i++) {
      for (int tap = 0; tap < filter.length; tap++) {
        int y = i / WinogradTransform.OUTPUT + tap / WinogradTransform.FILTER;
        int x = i % WinogradTransform.OUTPUT + tap % WinogradTransform.FILTER;
        outputs[i] += pixels[y * WinogradTransform.INPUT + x] * filter[tap];
      }
    }
    return outputs;
  }

  @ParameterizedTest
  @EnumSource(VectorWidth.class)
  void machineCodeTransformsInputsAsPlainCodeDoes(VectorWidth width) {
    Machine machine = Machines.with(width);
    Random random = new Random(5);
    for (int channels = 1; channels <= CASES; channels++) {
      float[] pixels = NativeFloats.random(random, WinogradTransform.PRODUCTS * channels);
      long stride = (long) channels * Float.BYTES;
      assertArrayEquals(
          transform(TileTransform.ofInput(channels, stride, Machine.WITHOUT_CODE), pixels, 6 * channels, new float[1],
              pixels.length, Rectifier.NONE),
          transform(TileTransform.ofInput(channels, stride, machine), pixels, 6 * channels, new float[1],
              pixels.length, Rectifier.NONE),
          TOLERANCE, channels + " channels");
    }
  }

  @ParameterizedTest
  @EnumSource(VectorWidth.class)
  void machineCodeTransformsOutputsAsPlainCodeDoes(VectorWidth width) {
    Machine machine = Machines.with(width);
    Random random = new Random(6);
    for (int channels = 1; channels <= CASES; channels++) {
      float[] products = NativeFloats.random(random, WinogradTransform.PRODUCTS * channels);
      float[] bias = NativeFloats.random(random, channels + VectorWidth.BITS_512.lanes());
      long stride = (long) channels * Float.BYTES;
      Rectifier rectifier = Rectifiers.random(random);
      boolean hasResidual = random.nextBoolean();
      int count = WinogradTransform.OUTPUT * WinogradTransform.OUTPUT * channels;
      assertArrayEquals(
          transform(TileTransform.ofOutput(channels, stride, hasResidual, rectifier, Machine.WITHOUT_CODE), products,
              4 * channels, bias, count, rectifier),
          transform(TileTransform.ofOutput(channels, stride, hasResidual, rectifier, machine), products, 4 * channels,
              bias, count, rectifier),
          TOLERANCE, channels + " channels, " + rectifier);
    }
  }

  /** Run a transform; the residual, if there is one, is the elements that are transformed. */
  private static float[] transform(TileTransform transform, float[] from, int line, float[] bias, int count,
      Rectifier rectifier) {
    MemorySegment memory = NativeFloats.of(from);
    MemorySegment results = NativeFloats.of(new float[count + 1]);
    TileCall call = new TileCall();
    call.set(rectifier);
    call.set(TileCall.Field.FROM, memory, 0);
    call.set(TileCall.Field.TO, results, 0);
    call.set(TileCall.Field.LINE, (long) line * Float.BYTES);
    call.set(TileCall.Field.RESIDUAL, memory, 0);
    call.set(TileCall.Field.BIAS, NativeFloats.of(bias), 0);
    transform.run(call);
    float[] all = results.toArray(ValueLayout.JAVA_FLOAT);
    return Arrays.copyOf(all, count);
  }
}
