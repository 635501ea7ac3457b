package oar.format.paddle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.google.protobuf.UnknownFieldSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import oar.api.model.Attribute;
import oar.api.model.Block;
import oar.api.model.DataType;
import oar.api.model.LevelOfDetail;
import oar.api.model.Operator;
import oar.api.model.Program;
import oar.api.model.Shape;
import oar.api.model.Tensor;
import oar.api.model.Variable;
import oar.api.model.Weight;
import oar.format.paddle.proto.BlockDesc;
import oar.format.paddle.proto.ProgramDesc;
import oar.format.paddle.proto.VarType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BytesTests {
  @TempDir
  Path path;

  private ModelFolder folder;

  @BeforeEach
  void openFolder() {
    folder = new ModelFolder(path);
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  @Test
  void aRecordIsVersionsLevelsDescriptionAndElements() throws IOException {
    Weight weight = new Weight(Tensor.of(Shape.of(2, 3), 1f, -0.5f, 0f, 0f, 0f, 0f),
        LevelOfDetail.of(new long[]{0, 2}), Optional.empty());
    folder.write(new ProgramBuilder().weight("w", weight).operator(Operator.builder("any").output("Out", "y")).build());
    assertEquals("00000000" // version of the LoD tensor
        + "0100000000000000" // number of LoD levels
        + "1000000000000000" + "0000000000000000" + "0200000000000000" // size and offsets of the level
        + "00000000" // version of the tensor
        + "06000000" + "080510021003" // FP32, 2, 3
        + "0000803f" + "000000bf" + "00000000".repeat(4), hex(folder.bytes("model.pdiparams")));
  }

  @Test
  void weightsAreOrderedByTheBytesOfTheirNames() throws IOException {
    ProgramBuilder builder = new ProgramBuilder();
    // UTF-16, by which Java compares, has the last two the other way round.
    List<String> names = List.of("W", "a", "a.b", "a_b", "\uff5e", "\ud83d\ude00");
    for (String name : names.reversed()) {
      builder.weight(name, new Weight(Tensor.of(Shape.SCALAR, names.indexOf(name))));
    }
    folder.write(builder.operator(Operator.builder("any").output("Out", "y")).build());
    byte[] bytes = folder.bytes("model.pdiparams");
    int record = bytes.length / names.size();
    for (int i = 0; i < names.size(); i++) {
      assertEquals(i, bytes[(i + 1) * record - Integer.BYTES], "the weight at place " + i);
    }
  }

  @Test
  void aProgramIsAProgramDesc() throws IOException {
    Operator fetch = Operator.builder("fetch").input("X", "x").output("Out").attribute("col", -1).build();
    Block block = new Block(List.of(Variable.tensor("x", DataType.INT64, Shape.of(-1, 3))),
        List.of(fetch));
    folder.write(new Program(List.of(block), new LinkedHashMap<>(), 2006002, new LinkedHashMap<>()));
    String minusOne = "ffffffffffffffffff01";
    assertEquals("0a59" + "0800" + "10" + minusOne // block 0, parent -1
        + "1a1e" + "0a0178" // a variable, its name
        + "1217" + "0807" + "1a13" + "0a0f" + "0803" + "10" + minusOne + "1003" // LOD_TENSOR of INT64, -1, 3
        + "1000" + "1800" // no LoD level, not persistable
        + "222a" + "0a06" + "0a0158" + "120178" // an operator, its input X
        + "1205" + "0a034f7574" + "1a05" + "6665746368" // its output Out, its type
        + "2212" + "0a03636f6c" + "1000" + "18" + minusOne // its attribute col, an INT
        + "2204" + "08f2b77a", hex(folder.bytes("model.pdmodel")));
  }

  @Test
  void aProgramWithoutWeightsHasNoParameterFile() throws IOException {
    Program program = new ProgramBuilder().operator(Operator.builder("any").output("Out", "y")).build();
    assertFalse(Files.exists(folder.write(program).path().resolve("model.pdiparams")));
    assertEquals(program, folder.read());
  }

  @Test
  void repeatedNumbersMayBePacked() throws IOException {
    Operator.Builder operator = Operator.builder("any").output("Out", "y").attribute("ints", List.of(1, 300))
        .attribute("floats", new Attribute.Floats(List.of(0.5f, 1f)));
    Program program = new ProgramBuilder().operator(operator).build();
    byte[] unpacked = folder.write(program).bytes("model.pdmodel");
    String packed = hex(unpacked).replace("300130ac02", "320301ac02").replace("3d0000003f3d0000803f",
        "3a080000003f0000803f");
    folder.write("model.pdmodel", HexFormat.of().parseHex(packed));
    assertNotEquals(hex(unpacked), packed);
    assertEquals(program, folder.read());
  }

  @Test
  void fieldsThatAreUnknownAreSkipped() throws IOException {
    Program program = ProgramBuilder.product();
    ProgramDesc.Builder desc = ProgramDesc.parseFrom(folder.write(program).bytes("model.pdmodel")).toBuilder();
    UnknownFieldSet.Field field = UnknownFieldSet.Field.newBuilder().addFixed64(7).build();
    UnknownFieldSet unknown = UnknownFieldSet.newBuilder().addField(99, field).build();
    desc.setUnknownFields(unknown).getBlocksBuilder(0).setUnknownFields(unknown).getOpsBuilder(0)
        .setUnknownFields(unknown);
    folder.write("model.pdmodel", desc.build());
    assertEquals(program, folder.read());
  }

  @Test
  void anOldProgramMayLackEverythingThatIsOptional() throws IOException {
    BlockDesc.Builder block = BlockDesc.newBuilder().setIdx(0).setParentIdx(-1);
    block.addVarsBuilder().setName("fetch").getTypeBuilder().setType(VarType.Type.FETCH_LIST);
    block.addOpsBuilder().setType("fetch");
    folder.write("__model__", ProgramDesc.newBuilder().addBlocks(block).build());
    Variable variable = new Variable("fetch", Variable.Kind.FETCH_LIST, Optional.empty(), Optional.empty(), 0, false,
        new LinkedHashMap<>());
    assertEquals(new Program(new Block(List.of(variable), List.of(Operator.builder("fetch").build())), Map.of()),
        folder.read());
  }
}
