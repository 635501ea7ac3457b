package oar.kit.contract;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import oar.api.model.DataType;
import oar.api.model.Shape;
import oar.api.model.Tensor;
import oar.api.model.Weight;

/**
 * A weight that a quantizer must get right.
 *
 * @param name what is special about it
 * @param weight FLOAT32
 * @param channelAxis the axis of its channels
 */
record WeightSample(String name, Weight weight, int channelAxis) {
  private static final long SEED = 1;
  private static final float HUGE = 1e38f;

  /** The dimensions are 1, primes, and one behind a power of two, for what is done in blocks. */
  private static final Map<Shape, Integer> CHANNEL_AXES = channelAxes();

  private static Map<Shape, Integer> channelAxes() {
    Map<Shape, Integer> axes = new LinkedHashMap<>();
    axes.put(Shape.of(1), 0);
    axes.put(Shape.of(13), 0);
    axes.put(Shape.of(1, 1), 1);
    axes.put(Shape.of(4098, 3), 0);
    axes.put(Shape.of(3, 4098), 1);
    axes.put(Shape.of(17, 4098), 0);
    axes.put(Shape.of(31, 7), 1);
    axes.put(Shape.of(5, 3, 3, 3), 0);
    axes.put(Shape.of(2, 3, 5, 7), 1);
    axes.put(Shape.of(2, 11, 3), 2);
    return axes;
  }

  /** Return weights of many shapes, each with several kinds of values. */
  static List<WeightSample> all() {
    List<WeightSample> samples = new ArrayList<>();
    CHANNEL_AXES.forEach((shape, axis) -> values(Math.toIntExact(shape.elementCount()))
        .forEach((kind, values) -> samples.add(new WeightSample(kind + " " + shape, weight(shape, values), axis))));
    return samples;
  }

  private static Map<String, float[]> values(int count) {
    Random random = new Random(SEED);
    Map<String, float[]> values = new LinkedHashMap<>();
    for (String kind : List.of("ordinary", "zero", "all-largest", "alternating", "huge", "tiny", "uneven")) {
      values.put(kind, new float[count]);
    }
    for (int i = 0; i < count; i++) {
      values.get("ordinary")[i] = (float) random.nextGaussian();
      values.get("all-largest")[i] = 0.7f;
      values.get("alternating")[i] = i % 2 == 0 ? -1.1f : 1.1f;
      values.get("huge")[i] = HUGE * (random.nextFloat() * 2 - 1);
      values.get("tiny")[i] = Float.MIN_VALUE * random.nextInt(-99, 100);
      values.get("uneven")[i] = (float) (random.nextGaussian() * Math.pow(10, random.nextInt(-9, 9)));
    }
    return values;
  }

  /** Return a weight of normally distributed values. */
  static Weight ordinary(Shape shape) {
    return weight(shape, values(Math.toIntExact(shape.elementCount())).get("ordinary"));
  }

  static Weight weight(Shape shape, float... values) {
    return new Weight(Tensor.copyOf(DataType.FLOAT32, shape, MemorySegment.ofArray(values)));
  }
}
