package oar.api.quantization;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import oar.api.error.InvalidProgramException;
import oar.api.error.UnsupportedProgramException;
import oar.api.model.DataType;
import oar.api.model.Quantization;
import oar.api.model.Shape;
import oar.api.model.Tensor;
import oar.api.model.Weight;

/**
 * Symmetric abs-max quantization, all in single precision, as Paddle-Lite's {@code post_quant_dynamic_pass} computes it:
 *
 * <pre>
 * range    = 2^(bits - 1) - 1
 * scale[c] = largest magnitude of channel c / range
 * integer  = round(value / scale[c]), halves away from zero unless told otherwise, held within [-range, range]
 * real     = integer * scale[c]
 * </pre>
 *
 * A channel of zeros, or of magnitudes so small that their scale is 0, has scale 0 and integers 0.
 */
public final class SymmetricQuantization {
  private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED
      .withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfInt BITS = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED
      .withOrder(ByteOrder.LITTLE_ENDIAN);
  /** Small enough that a chunk, its integers and its scales stay in the first-level cache. */
  private static final int CHUNK = 2048;
  /** The bits of a float but for its sign. As integers they are in the order of the magnitudes, with NaN above infinity. */
  private static final int MAGNITUDE = Integer.MAX_VALUE;

  private SymmetricQuantization() {}

  /**
   * Quantize a weight, with halves rounded away from zero.
   *
   * @param quantizer the id that the result names
   * @param type INT8 or INT16
   * @param name the weight's, for messages
   * @param weight FLOAT32
   * @param channelAxis the axis of the channels, or {@link Quantization#PER_TENSOR}
   * @throws UnsupportedProgramException if an element is NaN or infinite
   */
  public static Weight quantize(String quantizer, DataType type, String name, Weight weight, int channelAxis) {
    return quantize(new SymmetricScheme(quantizer, type, true, SymmetricScheme.Arithmetic.PADDLE_LITE), name,
        weight, channelAxis);
  }

  static Weight quantize(SymmetricScheme scheme, String name, Weight weight, int channelAxis) {
    String quantizer = scheme.quantizer();
    Tensor real = weight.tensor();
    if (real.type() != DataType.FLOAT32 || weight.quantization().isPresent()) {
      throw new UnsupportedProgramException("quantizer " + quantizer + " cannot quantize weight " + name,
          List.of("it is " + real + (weight.quantization().isPresent() ? ", quantized already" : "")
              + "; only plain float32 weights are quantized"));
    }
    Channels channels = Channels.of(real.shape(), channelAxis);
    float[] scales = absMax(real.data(), channels);
    requireFinite(quantizer, name, real, scales);
    Map<String, String> parameters = switch (scheme.arithmetic()) {
      case PADDLE_LITE -> Map.of();
      case PADDLE_SLIM -> PaddleSlimTestWeights.parameters(scales);
    };
    float range = range(scheme.type());
    for (int c = 0; c < scales.length; c++) {
      scales[c] /= range;
    }
    MemorySegment integers = Tensor.allocate(scheme.type(), real.shape());
    quantize(real.data(), integers, scheme, channels, scales);
    Quantization quantization = new Quantization(quantizer, real.shape(), channelAxis,
        Tensor.of(Shape.of(scales.length), scales), parameters);
    return new Weight(new Tensor(scheme.type(), real.shape(), integers), quantization);
  }

  /**
   * Return the real numbers of a weight.
   *
   * @param weight INT8 or INT16, with one scale for each channel
   * @return FLOAT32
   * @throws InvalidProgramException if the number of scales is not that of the channels
   */
  public static Tensor dequantize(Weight weight) {
    Quantization quantization = weight.quantization().orElseThrow();
    Tensor integers = weight.tensor();
    Channels channels = Channels.of(integers.shape(), quantization.channelAxis());
    float[] scales = quantization.scales().toFloats();
    if (scales.length != channels.count()) {
      throw new InvalidProgramException("a weight of shape " + integers.shape() + " has " + channels.count()
          + " channels along axis " + quantization.channelAxis() + ", but " + scales.length + " scales");
    }
    range(integers.type());
    MemorySegment real = Tensor.allocate(DataType.FLOAT32, integers.shape());
    channels.forEachChunk(CHUNK, (offset, length, channel, step) -> dequantizeChunk(integers, real, offset, length,
        scales, channel, step));
    return new Tensor(DataType.FLOAT32, integers.shape(), real);
  }

  /**
   * Return the largest integer of a type.
   *
   * @param type INT8 or INT16
   * @return 127 or 32767
   */
  public static float range(DataType type) {
    return switch (type) {
      case INT8 -> Byte.MAX_VALUE;
      case INT16 -> Short.MAX_VALUE;
      default -> throw new IllegalArgumentException("weights are quantized to int8 or int16, not to " + type);
    };
  }

  private static float[] absMax(MemorySegment data, Channels channels) {
    int[] largest = new int[channels.count()];
    int[] values = new int[CHUNK];
    channels.forEachChunk(CHUNK, (offset, length, channel, step) -> {
      MemorySegment.copy(data, BITS, offset * Integer.BYTES, values, 0, length);
      if (step == 0) {
        largest[channel] = Math.max(largest[channel], absMax(values, length));
      } else {
        absMaxInto(largest, channel, values, length);
      }
    });
    float[] magnitudes = new float[largest.length];
    for (int c = 0; c < magnitudes.length; c++) {
      magnitudes[c] = Float.intBitsToFloat(largest[c]);
    }
    return magnitudes;
  }

  private static int absMax(int[] values, int length) {
    int largest = 0;
    for (int i = 0; i < length; i++) {
      largest = Math.max(largest, values[i] & MAGNITUDE);
    }
    return largest;
  }

  private static void absMaxInto(int[] largest, int from, int[] values, int length) {
    for (int i = 0; i < length; i++) {
      largest[from + i] = Math.max(largest[from + i], values[i] & MAGNITUDE);
    }
  }

  private static void requireFinite(String quantizer, String name, Tensor real, float[] largest) {
    for (float value : largest) {
      if (!Float.isFinite(value)) {
        long index = 0;
        while (Double.isFinite(real.doubleAt(index))) {
          index++;
        }
        throw new UnsupportedProgramException("quantizer " + quantizer + " cannot quantize weight " + name,
            List.of("element " + index + " is " + real.doubleAt(index)
                + "; every element must be finite; leave the weight out with --except " + name));
      }
    }
  }

  private static void quantize(MemorySegment real, MemorySegment integers, SymmetricScheme scheme, Channels channels,
      float[] scales) {
    int range = (int) range(scheme.type());
    float[] divisors = new float[scales.length];
    for (int c = 0; c < scales.length; c++) {
      divisors[c] = scales[c] == 0 ? Float.POSITIVE_INFINITY : scales[c];
    }
    float[] values = new float[CHUNK];
    byte[] bytes = new byte[CHUNK];
    short[] shorts = new short[CHUNK];
    channels.forEachChunk(CHUNK, (offset, length, channel, step) -> {
      MemorySegment.copy(real, FLOAT, offset * Float.BYTES, values, 0, length);
      divide(values, length, divisors, channel, step);
      if (scheme.arithmetic() == SymmetricScheme.Arithmetic.PADDLE_SLIM) {
        Rounding.halvesToEven(values, length);
      }
      if (scheme.type() == DataType.INT8) {
        Rounding.toBytes(values, bytes, length, range);
        MemorySegment.copy(bytes, 0, integers, ValueLayout.JAVA_BYTE, offset, length);
      } else {
        Rounding.toShorts(values, shorts, length, range);
        MemorySegment.copy(shorts, 0, integers, SHORT, offset * Short.BYTES, length);
      }
    });
  }

  private static void divide(float[] values, int length, float[] divisors, int channel, int step) {
    if (step == 0) {
      float divisor = divisors[channel];
      for (int i = 0; i < length; i++) {
        values[i] /= divisor;
      }
    } else {
      for (int i = 0; i < length; i++) {
        values[i] /= divisors[channel + i];
      }
    }
  }

  private static void dequantizeChunk(Tensor integers, MemorySegment real, long offset, int length, float[] scales,
      int channel, int step) {
    MemorySegment data = integers.data();
    if (integers.type() == DataType.INT8) {
      for (int i = 0; i < length; i++) {
        real.setAtIndex(FLOAT, offset + i, data.get(ValueLayout.JAVA_BYTE, offset + i) * scales[channel + i * step]);
      }
    } else {
      for (int i = 0; i < length; i++) {
        real.setAtIndex(FLOAT, offset + i, data.getAtIndex(SHORT, offset + i) * scales[channel + i * step]);
      }
    }
  }
}
