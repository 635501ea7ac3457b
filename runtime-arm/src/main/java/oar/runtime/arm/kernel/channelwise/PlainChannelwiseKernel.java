package oar.runtime.arm.kernel.channelwise;

import java.lang.foreign.MemorySegment;
import oar.runtime.arm.kernel.Memory;
import oar.runtime.arm.kernel.channelwise.ChannelwiseCall.Field;
import oar.runtime.arm.kernel.product.Rectifier;

/** A kernel in plain Java, in loops over arrays that the JVM makes vectors of. */
final class PlainChannelwiseKernel extends ChannelwiseKernel {
  private final ChannelwiseLine line;
  private final int channels;

  PlainChannelwiseKernel(ChannelwiseLine line) {
    this.line = line;
    this.channels = line.channels();
  }

  @Override
  void run(ChannelwiseCall call) {
    float[] results = new float[channels];
    float[] elements = new float[channels];
    float[] taps = new float[channels];
    for (int pixel = 0; pixel < line.pixels().size(); pixel++) {
      load(call, Field.START, 0, results);
      for (int y = 0; y < call.number(Field.LINES); y++) {
        combine(call, line.pixels().get(pixel), y, new float[][]{results, elements, taps});
      }
      finish(call, pixel, results, elements);
    }
  }

  private void load(ChannelwiseCall call, Field field, long offset, float[] to) {
    MemorySegment.copy(call.memory(field), Memory.FLOAT, call.offset(field) + offset, to, 0, channels);
  }

  private void combine(ChannelwiseCall call, Span span, int y, float[][] arrays) {
    float[] results = arrays[0];
    float[] elements = arrays[1];
    float[] taps = arrays[2];
    long from = y * call.number(Field.LINE_STRIDE);
    for (int i = 0; i < span.taps(); i++) {
      load(call, Field.INPUT, from + span.element(i, line.dilation()) * line.pixelStride(), elements);
      switch (line.combination()) {
        case CONVOLUTION -> {
          long tap = (long) y * line.filterWidth() + span.firstTap() + i;
          load(call, Field.TAPS, tap * ChannelwiseWeights.tapStride(channels), taps);
          addProducts(results, elements, taps);
        }
        case AVERAGE -> add(results, elements);
        case MAXIMUM -> takeGreater(results, elements);
      }
    }
  }

  private static void addProducts(float[] results, float[] elements, float[] taps) {
    for (int i = 0; i < results.length; i++) {
      results[i] = Math.fma(elements[i], taps[i], results[i]);
    }
  }

  private static void add(float[] results, float[] elements) {
    for (int i = 0; i < results.length; i++) {
      results[i] += elements[i];
    }
  }

  private static void takeGreater(float[] results, float[] elements) {
    for (int i = 0; i < results.length; i++) {
      results[i] = results[i] > elements[i] ? results[i] : elements[i];
    }
  }

  private void finish(ChannelwiseCall call, int pixel, float[] results, float[] residual) {
    long place = pixel * line.pixelStride();
    if (line.combination() == Combination.AVERAGE) {
      float factor = call.memory(Field.FACTORS).get(Memory.FLOAT,
          call.offset(Field.FACTORS) + (long) pixel * Float.BYTES);
      for (int i = 0; i < channels; i++) {
        results[i] *= factor;
      }
    }
    if (line.hasResidual()) {
      load(call, Field.RESIDUAL, place, residual);
      add(results, residual);
    }
    Rectifier rectifier = new Rectifier(line.rectifier(), call.constant(0), call.constant(1), call.constant(2));
    for (int i = 0; i < channels; i++) {
      results[i] = rectifier.apply(results[i]);
      if (line.tracksExtremes()) {
        call.extremes().include(results[i]);
      }
    }
    MemorySegment.copy(results, 0, call.memory(Field.OUTPUT), Memory.FLOAT, call.offset(Field.OUTPUT) + place,
        channels);
  }
}
