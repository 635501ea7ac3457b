package oar.format.naivebuffer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

/** Bytes that Paddle-Lite's own classes wrote. */
class GoldenBytesTests {
  private static final int HEADER_SIZE = 26;
  private static final int PROGRAM_SIZE = 832;
  private static final int PROLOGUE_SIZE = 12;
  private static final int RECORD_HEADER_SIZE = 8;

  private static final String INT8_WEIGHT = """
      14000000 00000000 0c001200 00000800 07000c00 0c000000 00000001 54000000 14000000 00000e00 14000000 04000800
      0c001000 0e000000 34000000 18000000 15000000 04000000 06000000 010203ff fefd0000 02000000 02000000 00000000
      03000000 00000000 00000000 00000000 01000000 77000000
      """;

  private static final String FLOAT_WEIGHT = """
      14000000 00000000 0c001200 00000800 07000c00 0c000000 00000001 4c000000 14000000 00000e00 14000000 04000800
      0c001000 0e000000 2c000000 18000000 05000000 04000000 08000000 0000803f 000000bf 01000000 02000000 00000000
      00000000 00000000 08000000 66635f30 2e625f30 00000000
      """;

  private static final String PROGRAM = """
      08000000 00000000 60fdffff 10000000 08000000 04000400 04000000 01000000 10000000 0c001000 00000400 08000c00
      0c000000 ffffffff 30020000 04000000 01000000 10000000 0c001400 04000800 0c001000 0c000000 04020000 d0010000
      a0010000 04000000 03000000 14010000 94000000 04000000 1cffffff 50000000 04000000 c8000000 40000000 30000000
      28000000 20000000 18000000 10000000 04000000 00000000 00000000 00000000 00000000 00000000 00000000 02000000
      0000003f 0000803e 00000000 0d000000 775f7175 616e745f 7363616c 65000000 24002800 04000000 00000000 08000c00
      10001400 00001800 00000000 1c002000 00002400 24000000 4c000000 40000000 38000000 30000000 28000000 20000000
      18000000 10000000 04000000 00000000 00000000 00000000 00000000 00000000 00000000 00000000 00000000 00000000
      00000000 03000000 636f6c00 24002c00 04000800 00000000 0c001000 14001800 00001c00 00000000 20002400 00002800
      24000000 60000000 02000000 44000000 3c000000 34000000 2c000000 24000000 1c000000 10000000 04000000 00000000
      00000000 00000000 00000000 00000000 00000000 00000000 00000000 00000000 0e000000 66656564 2f646566 2f312f34
      2f320000 16000000 5f5f406b 65726e65 6c5f7479 70655f61 74747240 5f5f0000 01000000 04000000 60ffffff 18000000
      04000000 01000000 04000000 01000000 78000000 03000000 4f757400 01000000 04000000 8cffffff 1c000000 04000000
      01000000 04000000 04000000 66656564 00000000 01000000 58000000 04000000 66656564 00000000 02000000 78000000
      0c000000 08000e00 04000800 08000000 54000000 10000000 00000a00 0c000400 00000800 0a000000 07000000 04000000
      92ffffff 0c000000 08000c00 04000800 08000000 05000000 04000000 02000000 ffffffff ffffffff 03000000 00000000
      00000000 01000000 78000a00 12000800 0c000700 0a000000 00000001 48000000 10000000 00000a00 0e000400 00000800
      0a000000 09000000 0c000000 00000600 08000400 06000000 0c000000 08000800 00000400 08000000 04000000 00000000
      00000000 04000000 66656564 00000000
      """;

  private static final Program SAMPLE = new Program(new Block(
      List.of(new Variable("feed", Variable.Kind.FEED_MINIBATCH, Optional.empty(), Optional.empty(), 0, true,
          new LinkedHashMap<>()), Variable.tensor("x", DataType.FLOAT32, Shape.of(-1, 3))),
      List.of(Operator.builder("feed").input("X", "feed").output("Out", "x")
          .attribute("__@kernel_type_attr@__", "feed/def/1/4/2").attribute("col", 0)
          .attribute("w_quant_scale", new Attribute.Floats(List.of(0.5f, 0.25f))).build())),
      Map.of());

  private static String hex(String groups) {
    return groups.replaceAll("\\s", "");
  }

  private static String weight(String name, Tensor tensor) throws IOException {
    byte[] file = ModelFile.write(SAMPLE.withWeights(Map.of(name, new Weight(tensor))));
    int record = HEADER_SIZE + PROGRAM_SIZE + PROLOGUE_SIZE + RECORD_HEADER_SIZE;
    return HexFormat.of().formatHex(file, record, file.length);
  }

  @Test
  void aWeightOfBytes() throws IOException {
    Tensor tensor = Tensor.copyOf(DataType.INT8, Shape.of(2, 3),
        MemorySegment.ofArray(new byte[]{1, 2, 3, -1, -2, -3}));
    assertEquals(hex(INT8_WEIGHT), weight("w", tensor));
  }

  @Test
  void aWeightOfFloats() throws IOException {
    assertEquals(hex(FLOAT_WEIGHT), weight("fc_0.b_0", Tensor.of(Shape.of(2), 1, -0.5f)));
  }

  @Test
  void aProgram() throws IOException {
    byte[] file = ModelFile.write(SAMPLE);
    assertEquals(hex(PROGRAM), HexFormat.of().formatHex(file, HEADER_SIZE, HEADER_SIZE + PROGRAM_SIZE));
  }

  @Test
  void aFileWithoutWeights() throws IOException {
    byte[] file = ModelFile.write(SAMPLE);
    assertEquals("0200" + "76322e31342d72630000000000000000" + "4003000000000000",
        HexFormat.of().formatHex(file, 0, HEADER_SIZE));
    assertEquals("0000" + "0000" + "0600" + "0000" + "00000000",
        HexFormat.of().formatHex(file, HEADER_SIZE + PROGRAM_SIZE, file.length));
  }

  @Test
  void whatWasWrittenIsReadBack() throws IOException {
    Program read = ModelFile.read(ModelFile.write(SAMPLE));
    assertEquals(SAMPLE.blocks(), read.blocks());
  }
}
