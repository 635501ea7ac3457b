package oar.format.paddle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import oar.api.model.Program;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RealModelTests {
  private static final Path MODELS = Path.of(System.getProperty("oar.cases"), "models");

  @TempDir
  Path path;

  private ModelFolder unpack(String name) throws IOException {
    Path folder = Files.createDirectory(path.resolve(name));
    try (InputStream file = Files.newInputStream(MODELS.resolve(name + ".zip"));
        ZipInputStream zip = new ZipInputStream(file)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        Files.copy(zip, folder.resolve(entry.getName()));
      }
    }
    return new ModelFolder(folder);
  }

  @ParameterizedTest
  @ValueSource(strings = {"lenet", "unet_tiny", "lenet_separate"})
  void whatWasReadIsWritten(String name) throws IOException {
    Program program = unpack(name).read();
    assertEquals(program, new ModelFolder(path).write(program).read());
  }

  @ParameterizedTest
  @ValueSource(strings = {"lenet", "unet_tiny"})
  void weightsAreWrittenAsPaddleWroteThem(String name) throws IOException {
    ModelFolder folder = unpack(name);
    new ModelFolder(path).write(folder.read());
    assertArrayEquals(folder.bytes("model.pdiparams"), new ModelFolder(path).bytes("model.pdiparams"));
  }

  @ParameterizedTest
  @CsvSource({"lenet, 20, 10", "unet_tiny, 33, 28"})
  void allOperatorsAndWeightsAreThere(String name, int operators, int weights) throws IOException {
    Program program = unpack(name).read();
    assertEquals(operators, program.operatorCount());
    assertEquals(weights, program.weights().size());
  }

  @Test
  void theSameNetworkInAFileForEachWeightIsTheSameProgram() throws IOException {
    assertEquals(unpack("lenet").read(), unpack("lenet_separate").read());
  }
}
