package oar.runtime.arm.graph;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import oar.api.model.DataType;
import oar.api.model.LevelOfDetail;
import oar.api.model.Quantization;
import oar.api.model.Shape;
import oar.api.model.Tensor;
import oar.api.model.Weight;

/**
 * Weights as text: their elements. A quantized one is of {@code int8} and ends with the channel axis and the scales, as
 * in {@code 10 -4 along 0 times 0.5 0.25}.
 */
final class WeightText {
  private WeightText() {}

  static Weight parse(DataType type, Shape shape, String text) {
    int along = text.indexOf(" along ");
    Tensor tensor = tensor(type, shape, ProgramText.words(along < 0 ? text : text.substring(0, along)));
    if (along < 0) {
      return new Weight(tensor);
    }
    List<String> words = ProgramText.words(text.substring(along));
    List<String> scales = words.subList(3, words.size());
    return new Weight(tensor, LevelOfDetail.NONE, Optional.of(new Quantization(type.label(), shape,
        Integer.parseInt(words.get(1)), tensor(DataType.FLOAT32, Shape.of(scales.size()), scales), Map.of())));
  }

  private static Tensor tensor(DataType type, Shape shape, List<String> elements) {
    return switch (type) {
      case FLOAT32 -> {
        float[] values = new float[elements.size()];
        for (int i = 0; i < values.length; i++) {
          values[i] = Float.parseFloat(elements.get(i));
        }
        yield Tensor.of(shape, values);
      }
      case INT32 -> Tensor.of(shape, elements.stream().mapToInt(Integer::parseInt).toArray());
      case INT64 -> Tensor.of(shape, elements.stream().mapToLong(Long::parseLong).toArray());
      case INT8 -> {
        byte[] values = new byte[elements.size()];
        for (int i = 0; i < values.length; i++) {
          values[i] = Byte.parseByte(elements.get(i));
        }
        yield Tensor.copyOf(type, shape, MemorySegment.ofArray(values));
      }
      default -> throw new IllegalArgumentException("no weights of " + type + " are needed so far");
    };
  }

  static String print(String name, Weight weight) {
    Tensor tensor = weight.tensor();
    String type = tensor.type() == DataType.FLOAT32 ? "" : tensor.type() + " ";
    String text = "weight " + name + " " + type + tensor.shape() + " " + elements(tensor);
    return text + weight.quantization()
        .map(quantization -> " along " + quantization.channelAxis() + " times " + elements(quantization.scales()))
        .orElse("");
  }

  private static String elements(Tensor tensor) {
    return LongStream.range(0, tensor.elementCount()).mapToObj(i -> tensor.type().isFloatingPoint()
        ? Float.toString((float) tensor.doubleAt(i))
        : Long.toString(tensor.longAt(i))).collect(Collectors.joining(" "));
  }
}
