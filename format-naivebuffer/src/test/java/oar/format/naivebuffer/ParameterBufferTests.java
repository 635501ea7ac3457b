package oar.format.naivebuffer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.flatbuffers.FlatBufferBuilder;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import oar.api.model.DataType;
import oar.api.model.Shape;
import oar.api.model.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compares buffers that are written around the elements with buffers that are built whole. */
class ParameterBufferTests {
  /** Around the alignment of a FlatBuffer, and around the size from which elements are written on their own. */
  private static final int[] SIZES = {0, 1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 63, 64, 65, 4099, (1 << 18) - 1, 1 << 18,
      (1 << 18) + 1};
  private static final long SEED = 7;

  @TempDir
  private Path folder;

  private static List<Map.Entry<String, Tensor>> weights() {
    Random random = new Random(SEED);
    Map<String, Tensor> weights = new LinkedHashMap<>();
    for (int size : SIZES) {
      byte[] elements = new byte[size];
      random.nextBytes(elements);
      weights.put("n".repeat(random.nextInt(9)) + size,
          Tensor.copyOf(DataType.INT8, Shape.of(size, 1), MemorySegment.ofArray(elements)));
    }
    return List.copyOf(weights.entrySet());
  }

  private byte[] write(ParameterBuffer buffer) throws IOException {
    Path file = Files.createTempFile(folder, "buffer", "");
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      SegmentOutput output = new SegmentOutput(channel);
      buffer.write(output);
      output.flush();
    }
    byte[] bytes = Files.readAllBytes(file);
    assertEquals(bytes.length, buffer.size());
    return bytes;
  }

  private static int whole(FlatBufferBuilder builder, Map.Entry<String, Tensor> weight) {
    TableBuilder tables = new TableBuilder(builder);
    int name = tables.text(weight.getKey());
    int levels = tables.int64s(new long[0]);
    int dimensions = tables.int64s(weight.getValue().shape().dimensions());
    int data = builder.createByteVector(weight.getValue().data().asByteBuffer());
    builder.startTable(Schema.WeightDesc.values().length);
    tables.reference(Schema.WeightDesc.DATA, data);
    tables.int32(Schema.WeightDesc.DATA_TYPE, 21, 0);
    tables.reference(Schema.WeightDesc.DIM, dimensions);
    tables.reference(Schema.WeightDesc.LOD, levels);
    int variable = builder.endTable();
    builder.startTable(Schema.ParamDesc.values().length);
    tables.reference(Schema.ParamDesc.VARIABLE, variable);
    tables.reference(Schema.ParamDesc.NAME, name);
    builder.addByte(Schema.ParamDesc.VARIABLE_TYPE.ordinal(), (byte) 1, 0);
    return builder.endTable();
  }

  @Test
  void aWeightIsWrittenAsIfItsBufferHadBeenBuiltWhole() throws IOException {
    for (Map.Entry<String, Tensor> weight : weights()) {
      FlatBufferBuilder builder = new FlatBufferBuilder();
      builder.finish(whole(builder, weight));
      assertArrayEquals(builder.sizedByteArray(), write(ParameterBuffer.of(weight)), "weight " + weight.getKey());
    }
  }

  @Test
  void allWeightsAreWrittenAsIfTheirBufferHadBeenBuiltWhole() throws IOException {
    List<Map.Entry<String, Tensor>> weights = weights();
    FlatBufferBuilder builder = new FlatBufferBuilder();
    List<Integer> offsets = new ArrayList<>();
    for (Map.Entry<String, Tensor> weight : weights) {
      offsets.add(whole(builder, weight));
    }
    int list = builder.createVectorOfTables(offsets.stream().mapToInt(Integer::intValue).toArray());
    builder.startTable(Schema.CombinedParamsDesc.values().length);
    builder.addOffset(Schema.CombinedParamsDesc.PARAMS.ordinal(), list, 0);
    builder.finish(builder.endTable());
    assertArrayEquals(builder.sizedByteArray(), write(ParameterBuffer.of(weights)), "weights of seed " + SEED);
  }
}
