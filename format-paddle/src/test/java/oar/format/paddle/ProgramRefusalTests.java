package oar.format.paddle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import oar.api.error.ModelFormatException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramRefusalTests {
  private static final byte[] PICKLE = {(byte) 0x80, 4};

  @TempDir
  Path path;

  private ModelFolder folder;

  @BeforeEach
  void openFolder() {
    folder = new ModelFolder(path);
  }

  private void assertRefused(Path file, String reason) {
    ModelFormatException refused = assertThrows(ModelFormatException.class, () -> ModelFolder.read(path));
    assertEquals(file, refused.file());
    assertEquals(file + ": " + reason, refused.getMessage());
  }

  @Test
  void aFolderWithoutAProgramSaysWhatWasLookedFor() {
    assertRefused(path, "there is no program here; looked for __model__, model, *.pdmodel and *.json with the "
        + "magic of Paddle 3's PIR");
    assertFalse(ModelFolder.recognizes(path));
  }

  @Test
  void twoProgramsInAFolderAreBothNamed() throws IOException {
    folder.write(ProgramBuilder.product());
    Files.copy(path.resolve("model.pdmodel"), path.resolve("__model__"));
    assertRefused(path,
        "several programs are here: __model__, model.pdmodel; name the file that you want, and its parameter file");
    assertTrue(ModelFolder.recognizes(path));
  }

  @Test
  void aDamagedProgramOfPaddle3IsFoundAndRefused() throws IOException {
    Path file = folder.write("model.json",
        "{\n  \"base_code\": {\n  \"magic\": \"pir\"".getBytes(StandardCharsets.UTF_8));
    folder.write("case.json", "{}".getBytes(StandardCharsets.UTF_8));
    for (Path source : new Path[]{path, file}) {
      assertTrue(ModelFolder.recognizes(source));
      String message = assertThrows(ModelFormatException.class, () -> ModelFolder.read(source)).getMessage();
      assertTrue(message.startsWith(file + ": this is not, or not all of, a PIR program: "), message);
    }
  }

  @Test
  void aPickleIsATrainingState() throws IOException {
    Path file = folder.write("model.pdparams", PICKLE);
    assertTrue(ModelFolder.recognizes(path));
    assertRefused(file, "this is a Python pickle, as paddle.save writes a training state (.pdparams, .pdopt); it holds"
        + " no inference model; export one with paddle.jit.save or paddle.static.save_inference_model");
    assertThrows(ModelFormatException.class, () -> ModelFolder.read(folder.write("model.pdmodel", PICKLE)));
  }

  @Test
  void aParameterFileIsNoProgram() throws IOException {
    Path file = folder.write(ProgramBuilder.product()).path().resolve("model.pdiparams");
    Files.delete(path.resolve("model.pdmodel"));
    assertTrue(ModelFolder.recognizes(file));
    assertRefused(file,
        "this is a parameter file; name the program, a .pdmodel or __model__ file, or its folder");
  }

  @Test
  void aFolderIsNoProgram() throws IOException {
    Path inner = Files.createDirectory(path.resolve("__model__"));
    assertRefused(inner, "a folder is where a file of the model should be");
  }

  @Test
  void aPipeIsNotOpened() throws IOException, InterruptedException {
    Path pipe = path.resolve("__model__");
    assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
    assertRefused(pipe, "a pipe or device is where a file of the model should be");
    assertFalse(ModelFolder.recognizes(pipe));
  }

  @Test
  void aSourceThatIsNotThereIsNoModel() {
    Path missing = path.resolve("missing");
    assertFalse(ModelFolder.recognizes(missing));
    assertThrows(NoSuchFileException.class, () -> ModelFolder.read(missing));
  }

  @Test
  void anEmptyFileHasNoBlock() throws IOException {
    assertRefused(folder.write("model.pdmodel", new byte[0]), "the program has no block; the file is empty or damaged");
  }

  @Test
  void damageIsSaidWithItsPlace() throws IOException {
    Path file = folder.write("model.pdmodel", new byte[]{0x0a, 4, 8, 0, 0x10, (byte) 0x80});
    String message = assertThrows(ModelFormatException.class, () -> ModelFolder.read(path)).getMessage();
    assertTrue(message.startsWith(file + ": near byte 6: this is not, or not all of, a protobuf program: "), message);
  }

  @Test
  void messagesWithinMessagesEnd() throws IOException {
    byte[] groups = new byte[100_000];
    Arrays.fill(groups, (byte) 0x7b);
    folder.write("model.pdmodel", groups);
    String message = assertThrows(ModelFormatException.class, () -> ModelFolder.read(path)).getMessage();
    assertTrue(message.contains("too many levels of nesting"), message);
  }
}
