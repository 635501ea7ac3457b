package acme.safetensors;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import oar.api.error.ModelFormatException;
import oar.api.error.UnsupportedProgramException;
import oar.api.model.DataType;
import oar.api.model.Shape;
import oar.api.model.Tensor;
import oar.api.model.Weight;

/** The safetensors file: eight bytes with the length of a JSON header, the header, and the elements without gaps. */
final class Safetensors {
  private static final Map<String, DataType> TYPES = Map.ofEntries(Map.entry("BOOL", DataType.BOOL),
      Map.entry("U8", DataType.UINT8), Map.entry("I8", DataType.INT8), Map.entry("I16", DataType.INT16),
      Map.entry("I32", DataType.INT32), Map.entry("I64", DataType.INT64), Map.entry("F16", DataType.FLOAT16),
      Map.entry("BF16", DataType.BFLOAT16), Map.entry("F32", DataType.FLOAT32), Map.entry("F64", DataType.FLOAT64));
  private static final ValueLayout.OfLong LENGTH = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private Safetensors() {}

  static Map<String, Weight> read(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      MemorySegment bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), Arena.ofAuto());
      long length = bytes.byteSize() < Long.BYTES ? -1 : bytes.get(LENGTH, 0);
      if (length < 0 || length > Math.min(bytes.byteSize() - Long.BYTES, Integer.MAX_VALUE)) {
        throw new ModelFormatException(file, 0, "the header takes " + length + " bytes, of a file of " + bytes.byteSize());
      }
      byte[] header = bytes.asSlice(Long.BYTES, length).toArray(ValueLayout.JAVA_BYTE);
      return weights(file, header, bytes.asSlice(Long.BYTES + length));
    }
  }

  private static Map<String, Weight> weights(Path file, byte[] header, MemorySegment data) {
    Map<String, Weight> weights = new LinkedHashMap<>();
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(header)).toString();
      long end = 0;
      for (Map.Entry<String, JsonElement> entry : JsonParser.parseString(text).getAsJsonObject().entrySet()) {
        JsonObject tensor = entry.getValue().getAsJsonObject();
        JsonArray offsets = tensor.getAsJsonArray("data_offsets");
        if (offsets.size() != 2 || offsets.get(0).getAsLong() != end) {
          throw new ModelFormatException(file, "weight " + entry.getKey() + " has the offsets " + offsets
              + "; it must begin at " + end + ", where the one before ends");
        }
        end = offsets.get(1).getAsLong();
        weights.put(entry.getKey(), weight(tensor, data.asSlice(offsets.get(0).getAsLong(), end - offsets.get(0).getAsLong())));
      }
      if (end != data.byteSize()) {
        throw new ModelFormatException(file, "the weights take " + end + " bytes, but " + data.byteSize() + " are there");
      }
      return weights;
    } catch (JsonParseException | IllegalStateException | IllegalArgumentException | ClassCastException
        | NullPointerException | IndexOutOfBoundsException | UnsupportedOperationException | ArithmeticException
        | java.nio.charset.CharacterCodingException e) {
      throw new ModelFormatException(file, "the header is broken: " + e.getMessage(), e);
    }
  }

  private static Weight weight(JsonObject tensor, MemorySegment data) {
    DataType type = TYPES.get(tensor.get("dtype").getAsString());
    List<Long> dimensions = new ArrayList<>();
    tensor.getAsJsonArray("shape").forEach(dimension -> dimensions.add(dimension.getAsLong()));
    return new Weight(new Tensor(type, Shape.of(dimensions), data));
  }

  /** Return the parts of the file. */
  static List<ByteBuffer> write(Map<String, Weight> weights) {
    JsonObject header = new JsonObject();
    List<ByteBuffer> parts = new ArrayList<>();
    long offset = 0;
    for (Map.Entry<String, Weight> entry : weights.entrySet()) {
      Tensor tensor = entry.getValue().tensor();
      long end = offset + tensor.data().byteSize();
      header.add(entry.getKey(), describe(entry.getKey(), entry.getValue(), offset, end));
      parts.add(tensor.data().asByteBuffer());
      offset = end;
    }
    byte[] json = header.toString().getBytes(StandardCharsets.UTF_8);
    parts.addFirst(ByteBuffer.wrap(json));
    parts.addFirst(ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(0, json.length));
    return parts;
  }

  private static JsonObject describe(String name, Weight weight, long from, long to) {
    Tensor tensor = weight.tensor();
    String type = TYPES.entrySet().stream().filter(entry -> entry.getValue() == tensor.type()).map(Map.Entry::getKey)
        .findFirst().orElse("");
    if (type.isEmpty() || weight.quantization().isPresent() || weight.levelOfDetail().depth() > 0) {
      throw new UnsupportedProgramException("format acme-safetensors cannot hold this program",
          List.of("weight " + name + " is " + (type.isEmpty() ? "of " + tensor.type() : "quantized or in sequences")
              + "; safetensors has plain arrays of numbers alone"));
    }
    JsonObject description = new JsonObject();
    description.addProperty("dtype", type);
    description.add("shape", array(tensor.shape().dimensions()));
    description.add("data_offsets", array(from, to));
    return description;
  }

  private static JsonArray array(long... numbers) {
    JsonArray array = new JsonArray();
    for (long number : numbers) {
      array.add(number);
    }
    return array;
  }
}
