package oar.format.paddle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import oar.api.Pipeline;
import oar.api.model.Block;
import oar.api.model.DataType;
import oar.api.model.Operator;
import oar.api.model.Program;
import oar.api.model.Shape;
import oar.api.model.Variable;
import oar.format.paddle.proto.VarType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LayoutTests {
  private static final Program PROGRAM = ProgramBuilder.product();

  @TempDir
  Path path;

  private ModelFolder folder;

  @BeforeEach
  void writeModel() throws IOException {
    folder = new ModelFolder(path).write(PROGRAM);
  }

  @ParameterizedTest
  @CsvSource({"model.pdmodel, model.pdiparams", "inference.pdmodel, inference.pdiparams", "any.pdmodel, any.pdiparams",
      "__model__, __params__", "model, params", "model, weights", "__model__, weights", "any.pdmodel, __params__"})
  void theFilesOfAFolderAreFound(String program, String parameters) throws IOException {
    folder.move("model.pdmodel", program).move("model.pdiparams", parameters);
    assertTrue(ModelFolder.recognizes(path));
    assertEquals(PROGRAM, folder.read());
    assertEquals(PROGRAM, ModelFolder.read(path.resolve(program)), "by the name of the program");
  }

  @Test
  void filesMayBeCalledAsPaddleLiteCallsThem() throws IOException {
    Path lite = path.resolve("lite");
    new Pipeline().read(path).write(lite, "paddle", Map.of("file-names", "lite"));
    try (Stream<Path> files = Files.list(lite)) {
      assertEquals(Set.of(lite.resolve("model"), lite.resolve("params")), files.collect(Collectors.toSet()));
    }
    assertEquals(PROGRAM, ModelFolder.read(lite));
  }

  @Test
  void aFolderMayHaveAFileForEachWeight() throws IOException {
    folder.move("model.pdmodel", "__model__").move("model.pdiparams", "w");
    assertTrue(ModelFolder.recognizes(path));
    assertEquals(PROGRAM, folder.read());
    assertEquals(PROGRAM, ModelFolder.read(path.resolve("__model__")));
  }

  @Test
  void aWeightMayBeNamedLikeAParameterFile() throws IOException {
    Program program = new ProgramBuilder().weight("params", PROGRAM.weights().get("w"))
        .operator(Operator.builder("any").output("Out", "y")).build();
    folder.write(program).move("model.pdmodel", "model").move("model.pdiparams", "params");
    assertEquals(program, folder.read());
  }

  @Test
  void filesMayHaveAnyNamesThatAreGiven() throws IOException {
    folder.move("model.pdmodel", "a program").move("model.pdiparams", "numbers.bin");
    Path program = path.resolve("a program");
    assertTrue(ModelFolder.recognizes(program), "by its first bytes");
    assertEquals(PROGRAM, ModelFolder.read(program, path.resolve("numbers.bin")));
  }

  @Test
  void theParameterFileMayBeInAnotherFolder() throws IOException {
    Path other = Files.createDirectory(path.resolve("other")).resolve("model.pdiparams");
    Files.move(path.resolve("model.pdiparams"), other);
    assertEquals(PROGRAM, ModelFolder.read(path, other));
  }

  @Test
  void aParameterFileMayExceedTwoGibibytes() throws IOException {
    Shape shape = Shape.of(3, 1L << 30);
    Variable weight = Variable.weight("w", DataType.INT8, shape);
    Program program = new ProgramBuilder().operator(Operator.builder("any").output("Out", "y")).build();
    List<Variable> variables = new ArrayList<>(program.mainBlock().variables());
    variables.add(weight);
    Block block = program.mainBlock().withVariables(variables);
    folder.write("model.pdmodel", ProgramWriter.write(program.withBlocks(List.of(block))));
    byte[] description = VarType.TensorDesc.newBuilder().setDataType(VarType.Type.INT8).addDims(3).addDims(1L << 30)
        .build().toByteArray();
    ByteBuffer head = ByteBuffer.allocate(20 + description.length).order(ByteOrder.LITTLE_ENDIAN);
    head.putInt(16, description.length).put(20, description);
    try (FileChannel file = FileChannel.open(path.resolve("model.pdiparams"), StandardOpenOption.WRITE)) {
      file.write(head, 0);
      // Most file systems take no space for what was never written.
      file.write(ByteBuffer.wrap(new byte[]{7}), head.capacity() + shape.elementCount() - 1);
    }
    assertEquals(7, folder.read().weights().get("w").tensor().longAt(shape.elementCount() - 1));
  }

  @Test
  void aSymbolicLinkIsFollowed() throws IOException {
    Path link = Files.createSymbolicLink(path.resolve("link"), Files.createDirectory(path.resolve("other")));
    folder.move("model.pdmodel", "other/model.pdmodel").move("model.pdiparams", "other/model.pdiparams");
    assertEquals(PROGRAM, ModelFolder.read(link));
  }

  @Test
  void aRelativePathIsRead() throws IOException {
    Path relative = Path.of("").toAbsolutePath().relativize(path.toAbsolutePath());
    assertEquals(PROGRAM, ModelFolder.read(relative));
    assertEquals(PROGRAM, ModelFolder.read(relative.resolve("model.pdmodel")));
  }
}
