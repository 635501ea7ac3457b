package oar.kit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.Stream;
import oar.api.Options;
import oar.api.Provider;
import oar.api.Providers;
import oar.api.Quantizer;
import oar.api.error.UnsupportedProgramException;
import oar.api.model.DataType;
import oar.api.model.Quantization;
import oar.api.model.Shape;
import oar.api.model.Tensor;
import oar.api.model.Weight;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What a {@link Quantizer} is held to: it stores weights in fewer bytes, reads back what it stored within its bound,
 * and refuses what has no scale.
 *
 * <pre>{@code
 * class AcmeQuantizerTests extends QuantizerContract {
 *   protected Quantizer quantizer() {
 *     return new AcmeQuantizer();
 *   }
 * }
 * }</pre>
 */
public abstract class QuantizerContract extends InstalledProviderContract {
  private static final String NAME = "linear_3.w_0";
  private static final Shape LARGE = Shape.of(64, 300);
  /** Dividing by a scale and multiplying by it again rounds, each time by this much of the value at most. */
  private static final double ROUNDING = 0x1p-22;

  /** Create a contract. */
  protected QuantizerContract() {}

  /** Return the quantizer. */
  protected abstract Quantizer quantizer();

  /**
   * Return how far the real number of an element may be from that of the weight: half a step, which is the scale of its
   * channel, and rounding, to which all of a subnormal number may fall. A quantizer whose scales are not one for each
   * channel says it otherwise.
   *
   * @param quantized what {@link Quantizer#quantize} returned
   * @param index row-major position in the weight
   * @param value the element before
   */
  protected double largestError(Weight quantized, long index, float value) {
    Quantization quantization = quantized.quantization().orElseThrow();
    int axis = quantization.channelAxis();
    Shape shape = quantization.shape();
    long channel = axis == Quantization.PER_TENSOR
        ? 0
        : index / shape.elementCount(axis + 1, shape.rank()) % shape.dimension(axis);
    return quantization.scales().doubleAt(channel) / 2 + Math.abs(value) * ROUNDING + Float.MIN_NORMAL;
  }

  @Override
  final Provider provider() {
    return quantizer();
  }

  @Override
  final Provider installed(Providers providers, String id) {
    return providers.quantizer(id);
  }

  private Weight quantize(Weight weight, int channelAxis) {
    return quantizer().quantize(NAME, weight, channelAxis, Options.defaults(quantizer()));
  }

  private static Stream<DynamicTest> forEachSample(Consumer<WeightSample> test) {
    return WeightSample.all().stream().map(sample -> dynamicTest(sample.name(), () -> test.accept(sample)));
  }

  @TestFactory
  Stream<DynamicTest> aQuantizedWeightNamesItsQuantizerAndKeepsItsShape() {
    return forEachSample(sample -> {
      Weight quantized = quantize(sample.weight(), sample.channelAxis());
      assertEquals(quantizer().id(), quantized.quantization().map(Quantization::quantizer).orElse("none"));
      assertEquals(sample.weight().shape(), quantized.shape());
    });
  }

  @TestFactory
  Stream<DynamicTest> realNumbersAreWithinTheErrorBound() {
    return forEachSample(sample -> {
      Weight quantized = quantize(sample.weight(), sample.channelAxis());
      Tensor real = quantizer().dequantize(quantized);
      assertEquals(DataType.FLOAT32, real.type());
      assertEquals(sample.weight().shape(), real.shape());
      requireBound(quantized, sample.weight().tensor().toFloats(), real.toFloats());
    });
  }

  private void requireBound(Weight quantized, float[] before, float[] after) {
    for (int i = 0; i < before.length; i++) {
      double error = Math.abs((double) after[i] - before[i]);
      double bound = largestError(quantized, i, before[i]);
      assertTrue(error <= bound, "element %d: %s became %s; the error is %s, the bound %s".formatted(i, before[i],
          after[i], error, bound));
    }
  }

  @TestFactory
  Stream<DynamicTest> everyValueOfItsOptionsIsTaken() {
    return OptionValues.of(quantizer()).entrySet().stream()
        .map(options -> dynamicTest(options.getKey(), () -> {
          Weight weight = WeightSample.ordinary(LARGE);
          Weight quantized = quantizer().quantize(NAME, weight, 0, options.getValue());
          assertEquals(weight.shape(), quantizer().dequantize(quantized).shape());
        }));
  }

  @Test
  void aChannelOfZerosStaysZero() {
    Weight weight = WeightSample.weight(Shape.of(3, 2), 1, 2, 0, 0, -3, 4);
    float[] real = quantizer().dequantize(quantize(weight, 0)).toFloats();
    assertEquals(0, real[2], "element [1, 0]");
    assertEquals(0, real[3], "element [1, 1]");
    assertTrue(real[0] > 0 && real[4] < 0, () -> "the other channels became " + Arrays.toString(real));
  }

  @TestFactory
  Stream<DynamicTest> aWeightThatIsNotFiniteIsRefusedByName() {
    return Stream.of(Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY).flatMap(bad -> Stream.of(0, 4, 5)
        .map(position -> dynamicTest(bad + " at position " + position, () -> requireRefusal(bad, position))));
  }

  private void requireRefusal(float bad, int position) {
    float[] values = {1, 2, 3, 4, 5, 6};
    values[position] = bad;
    UnsupportedProgramException refusal = assertThrows(UnsupportedProgramException.class,
        () -> quantize(WeightSample.weight(Shape.of(3, 2), values), 1));
    assertTrue(refusal.getMessage().contains(NAME),
        () -> "the message must name weight " + NAME + ": " + refusal.getMessage());
  }

  @Test
  void aLargeWeightTakesLessThanBefore() {
    Weight weight = WeightSample.ordinary(LARGE);
    long before = weight.byteSize();
    long after = quantize(weight, 0).byteSize();
    assertTrue(after < before, () -> "a weight " + LARGE + " of " + before + " bytes takes " + after + " quantized");
  }

  @Test
  void theGivenWeightIsNotChanged() {
    Weight weight = WeightSample.ordinary(LARGE);
    Weight quantized = quantize(weight, 1);
    assertEquals(WeightSample.ordinary(LARGE), weight, "quantizing changed the weight");
    Weight copy = quantize(WeightSample.ordinary(LARGE), 1);
    quantizer().dequantize(quantized);
    assertEquals(copy, quantized, "dequantizing changed the quantized weight");
  }

  /** A weight is a view of its file, at whatever byte it begins there. */
  @Test
  void aWeightInTheMiddleOfAFileIsQuantizedLikeAnyOther() {
    Weight weight = WeightSample.ordinary(LARGE);
    MemorySegment bytes = weight.tensor().data();
    MemorySegment file = Arena.ofAuto().allocate(bytes.byteSize() + 2);
    MemorySegment view = file.asSlice(1, bytes.byteSize()).copyFrom(bytes);
    assertEquals(quantize(weight, 0), quantize(new Weight(new Tensor(DataType.FLOAT32, LARGE, view)), 0));
  }

  @Test
  void severalThreadsGetWhatOneGets() throws InterruptedException {
    Quantizer shared = quantizer();
    Weight expected = quantize(WeightSample.ordinary(LARGE), 0);
    Tensor real = shared.dequantize(expected);
    Concurrently.run(() -> {
      Weight actual = shared.quantize(NAME, WeightSample.ordinary(LARGE), 0, Options.defaults(shared));
      assertEquals(expected, actual, "the quantized weight");
      assertEquals(real, shared.dequantize(actual), "its real numbers");
    });
  }
}
