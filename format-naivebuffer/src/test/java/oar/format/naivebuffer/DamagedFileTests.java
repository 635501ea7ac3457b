package oar.format.naivebuffer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.google.flatbuffers.FlatBufferBuilder;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import oar.api.ModelSource;
import oar.api.Options;
import oar.api.error.ModelFormatException;
import oar.api.error.OarException;
import oar.api.error.UsageException;
import oar.api.model.Program;
import oar.kit.Case;
import oar.kit.CaseCollection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of the real optimiser, spoiled. */
class DamagedFileTests {
  private static final int HEADER_SIZE = 26;
  private static final int TOPOLOGY_SIZE_OFFSET = 18;

  @TempDir
  private Path folder;

  private static byte[] file(String release) throws IOException {
    try (CaseCollection cases = ModelFile.cases("nb/nb_versions")) {
      for (Case oneCase : cases.cases()) {
        if (oneCase.name().endsWith("conv2d__k1_c17__opt_" + release)) {
          return Files.readAllBytes(ModelFile.of(oneCase));
        }
      }
    }
    return fail("there is no file of release " + release);
  }

  private static NaiveBufferFile inMemory(byte[] bytes) {
    MemorySegment segment = MemorySegment.ofBuffer(ByteBuffer.allocateDirect(bytes.length).put(bytes).flip());
    return new NaiveBufferFile(Path.of("model.nb"), segment);
  }

  /** Read bytes, which may be refused, but in words. */
  private static Optional<Program> read(byte[] bytes, String damage) {
    try {
      return Optional.of(NaiveBufferFormat.read(inMemory(bytes)));
    } catch (OarException e) {
      return Optional.empty();
    } catch (RuntimeException | Error e) {
      return fail(damage + " must be refused in words, not by " + e, e);
    }
  }

  private static String refusal(byte[] bytes) {
    return assertThrows(ModelFormatException.class, () -> NaiveBufferFormat.read(inMemory(bytes))).getMessage();
  }

  @ParameterizedTest
  @ValueSource(strings = {"2.6.3", "2.7.1", "2.10"})
  void aFileCutShortAnywhereIsRefused(String release) throws IOException {
    byte[] whole = file(release);
    for (int size = 0; size < whole.length; size++) {
      assertTrue(read(Arrays.copyOf(whole, size), "a file cut to " + size + " bytes").isEmpty(), "size " + size);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"2.6.3", "2.7.1", "2.10"})
  void aWrongByteIsRefusedInWordsOrIsData(String release) throws IOException {
    byte[] whole = file(release);
    for (int position = 0; position < whole.length; position++) {
      for (int value : new int[]{0, 1, 0x7f, 0x80, 0xff}) {
        byte[] damaged = whole.clone();
        damaged[position] = (byte) value;
        read(damaged, "byte " + position + " set to " + value);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"2.6.3", "2.7.1", "2.10"})
  void bytesBehindTheEndAreRefused(String release) throws IOException {
    byte[] whole = file(release);
    for (int surplus = 1; surplus <= 9; surplus++) {
      String message = refusal(Arrays.copyOf(whole, whole.length + surplus));
      assertTrue(message.contains("belong to nothing"), message);
    }
  }

  @Test
  void aNewerMetaVersionIsNamed() throws IOException {
    byte[] bytes = file("2.10");
    bytes[0] = 3;
    assertEquals(
        "model.nb: at byte 0: meta version 3; .nb files have 0, 1 or 2, so this is a newer one or no .nb at all",
        refusal(bytes));
  }

  @Test
  void anEmptyFileIsCutShort() {
    assertEquals(
        "model.nb: at byte 0: the header takes 26 bytes, but the file ends after 0; it may have been cut short",
        refusal(new byte[0]));
  }

  @Test
  void aTopologyThatIsLargerThanTheFileIsRefused() throws IOException {
    byte[] bytes = file("2.10");
    bytes[TOPOLOGY_SIZE_OFFSET + Long.BYTES - 1] = (byte) 0x80;
    assertTrue(refusal(bytes).contains("the topology, as the header says, takes 92233720368547"), refusal(bytes));
  }

  @Test
  void aWeightWhoseSizeIsNotThatOfItsShapeIsNamed() throws IOException {
    byte[] bytes = file("2.10");
    int dimensions = lastIndexOf(bytes, new byte[]{4, 0, 0, 0, 5, 0, 0, 0, 0, 0, 0, 0, 17});
    bytes[dimensions + Integer.BYTES] = 6;
    assertTrue(refusal(bytes).contains("weight filter.w is float32 [6, 17, 1, 1], which takes 408 bytes, but has 340"),
        refusal(bytes));
  }

  private static int lastIndexOf(byte[] bytes, byte[] wanted) {
    for (int at = bytes.length - wanted.length; at >= 0; at--) {
      if (Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length)) {
        return at;
      }
    }
    return fail("the bytes are not there");
  }

  @Test
  void aSmallFileCannotUnfoldToALargeProgram() {
    byte[] bytes = fileOfVariablesThatShareAName(1 << 16, 1 << 16);
    assertTrue(bytes.length < 1 << 20, "the file must be small");
    assertTrue(refusal(bytes).contains("uses its bytes more than 4 times over"), refusal(bytes));
  }

  private static byte[] fileOfVariablesThatShareAName(int count, int nameSize) {
    FlatBufferBuilder builder = new FlatBufferBuilder();
    TableBuilder tables = new TableBuilder(builder);
    int name = tables.text("n".repeat(nameSize));
    builder.startTable(Schema.VarType.values().length);
    tables.int32(Schema.VarType.TYPE, 7, 0);
    int type = builder.endTable();
    builder.startTable(Schema.VarDesc.values().length);
    tables.reference(Schema.VarDesc.NAME, name);
    tables.reference(Schema.VarDesc.TYPE, type);
    int variable = builder.endTable();
    int variables = tables.list(Collections.nCopies(count, variable), Integer::intValue);
    builder.startTable(Schema.BlockDesc.values().length);
    tables.reference(Schema.BlockDesc.VARS, variables);
    int blocks = tables.list(List.of(builder.endTable()), Integer::intValue);
    builder.startTable(Schema.ProgramDesc.values().length);
    tables.reference(Schema.ProgramDesc.BLOCKS, blocks);
    builder.finish(builder.endTable());
    ByteBuffer topology = builder.dataBuffer();
    Header header = new Header(2, Header.encodeVersion("any"), topology.remaining());
    return ByteBuffer.allocate(HEADER_SIZE + topology.remaining()).put(header.toBytes()).put(topology).array();
  }

  @Test
  void aFolderIsNoModel() {
    assertThrows(ModelFormatException.class, () -> ModelFile.read(folder));
  }

  @Test
  void aFileOfWeightsBesideItIsRefused() {
    ModelSource source = new ModelSource(folder.resolve("model.nb"), Optional.of(folder.resolve("weights")));
    assertThrows(UsageException.class, () -> ModelFile.FORMAT.read(source, Options.defaults(ModelFile.FORMAT)));
  }

  @Test
  void aNameTellsTheFormatAndSoDoesAHeader() throws IOException {
    Path named = Files.writeString(folder.resolve("anything.nb"), "anything");
    Path renamed = Files.write(folder.resolve("renamed"), file("2.10"));
    Path other = Files.writeString(folder.resolve("other"), "a text that is long enough for a header");
    assertTrue(ModelFile.FORMAT.recognizes(new ModelSource(named)));
    assertTrue(ModelFile.FORMAT.recognizes(new ModelSource(renamed)));
    assertFalse(ModelFile.FORMAT.recognizes(new ModelSource(other)));
    assertFalse(ModelFile.FORMAT.recognizes(new ModelSource(folder)));
  }
}
