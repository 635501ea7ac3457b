package oar.format.naivebuffer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import oar.api.error.UnsupportedProgramException;
import oar.api.model.Attribute;
import oar.api.model.Block;
import oar.api.model.DataType;
import oar.api.model.Operator;
import oar.api.model.Program;
import oar.api.model.Shape;
import oar.api.model.Tensor;
import oar.api.model.Variable;
import oar.api.model.Weight;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FormatLimitsTests {
  private static final Block EMPTY = new Block(List.of(), List.of());

  @TempDir
  private Path folder;

  private static List<String> problems(Program program, int metaVersion) {
    return assertThrows(UnsupportedProgramException.class, () -> FormatLimits.require(program, metaVersion)).problems();
  }

  /** Return a weight of a sparse file, of which no byte is touched. */
  private Weight weight(long bytes) throws IOException {
    try (FileChannel channel = FileChannel.open(folder.resolve("elements"), StandardOpenOption.CREATE,
        StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      MemorySegment elements = channel.map(FileChannel.MapMode.READ_WRITE, 0, bytes, Arena.ofAuto());
      return new Weight(new Tensor(DataType.INT8, Shape.of(bytes), elements));
    }
  }

  @Test
  void everythingThatCannotBeWrittenIsListedAtOnce() {
    Variable strings = new Variable("s", Variable.Kind.STRINGS, Optional.empty(), Optional.empty(), 0, false,
        new LinkedHashMap<>());
    Variable half = Variable.tensor("h", DataType.BFLOAT16, Shape.of(1));
    Operator operator = Operator.builder("any").attribute("v", new Attribute.VariableName("h")).build();
    Program program = new Program(new Block(List.of(strings, half), List.of(operator)),
        Map.of("w", new Weight(new Tensor(DataType.COMPLEX64, Shape.of(1), MemorySegment.ofArray(new byte[8])))));
    assertEquals(List.of("variable s holds STRINGS, which has no number",
        "variable h has elements of bfloat16, which has no number",
        "operator any -> []: attribute v is VariableName[value=h], which has no field",
        "weight w has elements of complex64, which has no number"), problems(program, 2));
  }

  @Test
  void aWeightThatNoBufferCanHoldIsRefusedByName() throws IOException {
    Program program = new Program(EMPTY, Map.of("large", weight(1L << 31)));
    assertEquals(List.of("weight large takes 2147483648 bytes; one weight can take at most 2147418111; quantizing it"
        + " makes it smaller"), problems(program, 2));
  }

  @Test
  void manyWeightsMayBeLargerTogetherInMetaVersionTwoAlone() throws IOException {
    Program program = new Program(EMPTY, Map.of("a", weight(1L << 30), "b", weight(1L << 30)));
    FormatLimits.require(program, 2);
    assertEquals(
        List.of("all weights take 2147484160 bytes; meta version 1 holds at most 2147418111; meta version 2 has"
            + " no such bound"),
        problems(program, 1));
  }

  @Test
  void metaVersionTwoCountsWeightsInSixteenBits() {
    Map<String, Weight> weights = new LinkedHashMap<>();
    for (int i = 0; i < 1 << 16; i++) {
      weights.put("w" + i, new Weight(Tensor.of(Shape.of(1), 0f)));
    }
    Program program = new Program(EMPTY, weights);
    FormatLimits.require(program, 1);
    assertEquals(List.of("there are 65536 weights; meta version 2 counts at most 65535"), problems(program, 2));
  }
}
