package oar.format.paddle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;
import oar.api.error.ModelFormatException;
import oar.api.model.DataType;
import oar.api.model.Operator;
import oar.api.model.Program;
import oar.api.model.Shape;
import oar.api.model.Tensor;
import oar.api.model.Variable;
import oar.api.model.Weight;
import oar.format.paddle.proto.VarType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParameterRefusalTests {
  private static final int LEVEL_COUNT = 4;
  private static final int TENSOR_VERSION = 12;
  private static final int DESCRIPTION_LENGTH = 16;
  private static final int DESCRIPTION = 20;
  private static final int FIRST_DIMENSION = 23;
  private static final int ELEMENTS = 26;

  @TempDir
  Path path;

  private ModelFolder folder;
  private Path parameters;

  @BeforeEach
  void writeModel() throws IOException {
    folder = new ModelFolder(path).write(ProgramBuilder.product());
    parameters = path.resolve("model.pdiparams");
  }

  private void assertRefused(Path file, String reason) {
    String message = assertThrows(ModelFormatException.class, () -> folder.read()).getMessage();
    assertTrue(message.startsWith(file + ": " + reason), message);
  }

  private void refuses(Consumer<ByteBuffer> change, String reason) throws IOException {
    byte[] sound = folder.bytes("model.pdiparams");
    byte[] bytes = sound.clone();
    change.accept(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN));
    folder.write("model.pdiparams", bytes);
    assertRefused(parameters, reason);
    folder.write("model.pdiparams", sound);
  }

  @Test
  void theFieldsOfARecordAreChecked() throws IOException {
    refuses(record -> record.putInt(0, 1), "at byte 0: weight w: the LoD tensor version is 1 where it must be 0");
    refuses(record -> record.putInt(TENSOR_VERSION, -1),
        "at byte 12: weight w: the tensor version is 4294967295 where it must be 0");
    refuses(record -> record.putInt(DESCRIPTION_LENGTH, -1),
        "at byte 16: weight w: the tensor description takes 4294967295 bytes; the most is 65536");
    refuses(record -> record.putInt(DESCRIPTION_LENGTH, 1000),
        "at byte 20: weight w: the tensor description should take 1000 bytes, but 22 are left");
    refuses(record -> record.put(DESCRIPTION, (byte) 0), "at byte 20: weight w: the tensor description is damaged");
    refuses(record -> record.put(DESCRIPTION + 1, (byte) VarType.Type.PSTRING_VALUE),
        "at byte 20: weight w: its element type is PSTRING, not a number");
    refuses(record -> record.put(DESCRIPTION + 1, (byte) VarType.Type.FP64_VALUE),
        "at byte 26: weight w: the elements (float64 [2, 2]) should take 32 bytes, but 16 are left");
  }

  @Test
  void theLevelsOfDetailOfARecordAreChecked() throws IOException {
    refuses(record -> record.putLong(LEVEL_COUNT, 1),
        "at byte 12: weight w: LoD level 0 takes 25769803776 bytes; it must be a multiple of 8 below 2 GiB");
    refuses(record -> record.putLong(LEVEL_COUNT, -1).putLong(LEVEL_COUNT + 8, 8),
        "at byte 28: weight w: LoD level 1 takes ");
    refuses(record -> record.putLong(LEVEL_COUNT, 1).putLong(LEVEL_COUNT + 8, 8),
        "at byte 20: weight w: LoD level 0 is ");
  }

  @Test
  void aShapeFitsTheDeclaration() throws IOException {
    refuses(record -> record.put(FIRST_DIMENSION, (byte) 4),
        "at byte 20: weight w: its shape is [4, 2], but the program declares [2, 2]; the file belongs to another");
    Program declaredOtherwise = new ProgramBuilder().variable(Variable.weight("w",
        DataType.FLOAT16, Shape.of(4))).operator(Operator.builder("any").output("Out", "y")).build()
        .withWeights(ProgramBuilder.product().weights());
    assertEquals(declaredOtherwise, folder.write(declaredOtherwise).read(), "a record's own type and shape count");
  }

  @Test
  void aShapeMustBeKnownAndOfCountableSize() throws IOException {
    long[][] shapes = {{-1, 2}, {-2, 2}, {1L << 62, 1L << 62}, {Long.MAX_VALUE, 2}};
    for (long[] shape : shapes) {
      VarType.TensorDesc description = VarType.TensorDesc.newBuilder().setDataType(VarType.Type.FP32)
          .addDims(shape[0]).addDims(shape[1]).build();
      byte[] record = Arrays.copyOf(folder.bytes("model.pdiparams"), 100);
      ByteBuffer.wrap(record).order(ByteOrder.LITTLE_ENDIAN).putInt(DESCRIPTION_LENGTH,
          description.getSerializedSize()).put(DESCRIPTION, description.toByteArray());
      folder.write("model.pdiparams", record);
      assertRefused(parameters, "at byte 20: weight w: ");
    }
  }

  @Test
  void bytesBehindTheLastWeightAreRefused() throws IOException {
    folder.write("model.pdiparams", Arrays.copyOf(folder.bytes("model.pdiparams"), ELEMENTS + 17));
    assertRefused(parameters, "at byte 42: 1 bytes follow the last weight; the file is damaged, or belongs to another");
  }

  @Test
  void aPickleIsNoParameterFile() throws IOException {
    folder.write("model.pdiparams", new byte[]{(byte) 0x80, 2});
    assertRefused(parameters, "this is a Python pickle");
  }

  @Test
  void aMissingParameterFileIsSaidWithWhatWasLookedFor() throws IOException {
    folder.move("model.pdiparams", "elsewhere");
    assertRefused(path, "there is no parameter file; looked for model.pdiparams, __params__, params, weights, "
        + "inference.pdiparams, and a file for each of the 1 weights, such as 'w'; name the file if it is another");
    assertThrows(NoSuchFileException.class, () -> ModelFolder.read(path, path.resolve("missing")));
  }

  @Test
  void theParameterFileOfAnotherProgramIsNotTaken() throws IOException {
    Files.copy(path.resolve("model.pdmodel"), path.resolve("other.pdmodel"));
    String message = assertThrows(ModelFormatException.class, () -> ModelFolder.read(path.resolve("other.pdmodel")))
        .getMessage();
    assertTrue(message.startsWith(path + ": there is no parameter file; looked for other.pdiparams, "), message);
  }

  @Test
  void aMissingFileOfOneWeightIsNamed() throws IOException {
    Weight weight = new Weight(Tensor.of(Shape.of(2), 1f, 2f));
    folder.write(new ProgramBuilder().weight("v", weight).weight("w", weight)
        .operator(Operator.builder("any").output("Out", "y")).build()).move("model.pdiparams", "v");
    assertRefused(path, "files of 1 of 2 weights are missing, the first of them 'w'");
  }

  @Test
  void aFolderIsNoParameterFile() throws IOException {
    Files.delete(parameters);
    Files.createDirectory(parameters);
    assertRefused(parameters, "a folder is where a file of the model should be");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../w", "/tmp/w", "inner/w", ".", "..", "inner\\w", "w\0", "w/", ""})
  void theFileOfAWeightDoesNotLeaveItsFolder(String name) throws IOException {
    Program program = new ProgramBuilder().weight(name, new Weight(Tensor.of(Shape.of(1), 1f)))
        .operator(Operator.builder("any").output("Out", "y")).build();
    Path inner = Files.createDirectory(path.resolve("inner"));
    new ModelFolder(inner).write(program).move("model.pdiparams", "w");
    String message = assertThrows(ModelFormatException.class, () -> ModelFolder.read(inner)).getMessage();
    assertTrue(message.startsWith(inner + ": there is no parameter file; looked for model.pdiparams, "), message);
    assertTrue(message.endsWith("; and a weight is named '" + name + "', which cannot be the name of a file of its own "
        + "here"), message);
  }

  @Test
  void aLinkDoesNotLeaveTheFolder() throws IOException {
    Path inner = Files.createDirectory(path.resolve("inner"));
    folder.move("model.pdmodel", "inner/__model__");
    Path link = Files.createSymbolicLink(inner.resolve("w"), parameters);
    String message = assertThrows(ModelFormatException.class, () -> ModelFolder.read(inner)).getMessage();
    assertTrue(message.startsWith(link + ": this is a symbolic link out of the model's folder"), message);
  }
}
