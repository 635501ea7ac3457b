package oar.format.paddle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import oar.api.error.ModelFormatException;
import oar.api.model.Program;
import oar.api.model.Variable;
import oar.kit.Case;
import oar.kit.CaseCollection;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Holds the reader to models that Paddle 3.3 wrote. */
class PirModelTests {
  private static CaseCollection cases;

  @TempDir
  Path path;

  @BeforeAll
  static void openCases() throws IOException {
    cases = CaseCollection.open(List.of(Path.of(System.getProperty("oar.cases"), "pir")));
  }

  @AfterAll
  static void closeCases() throws IOException {
    cases.close();
  }

  private static Path folder(String name) {
    return cases.cases().stream().filter(known -> known.name().endsWith("/" + name)).findFirst().orElseThrow().folder();
  }

  @TestFactory
  Stream<DynamicTest> aProgramIsTheSameAfterItIsWrittenAsOneOfPaddle2() {
    return cases.cases().stream().map(known -> DynamicTest.dynamicTest(known.name(), () -> requireKept(known)));
  }

  private void requireKept(Case known) throws IOException {
    Program program = ModelFolder.read(known.folder());
    assertEquals(known.inputs().size(), program.inputs().size());
    assertEquals(known.outputs().size(), program.outputs().size());
    Path written = Files.createDirectories(path.resolve(known.name()));
    assertEquals(program, new ModelFolder(written).write(program).read());
  }

  @Test
  void parametersWithoutValuesAreSkipped() throws IOException {
    Program program = ModelFolder.read(folder("q_lens"));
    assertTrue(Files.readString(folder("q_lens").resolve("model.json")).contains("_non_persistable"));
    assertTrue(program.weights().keySet().stream().noneMatch(name -> name.endsWith("_non_persistable")));
    for (String name : program.weights().keySet()) {
      Variable declared = program.mainBlock().variable(name).orElseThrow();
      assertEquals(declared.shape().orElseThrow(), program.weights().get(name).shape(), name);
    }
  }

  @Test
  void parametersOfAnotherProgramAreRefused() throws IOException {
    Files.copy(folder("embedding").resolve("model.json"), path.resolve("model.json"));
    Files.copy(folder("linear").resolve("model.pdiparams"), path.resolve("model.pdiparams"));
    assertThrows(ModelFormatException.class, () -> ModelFolder.read(path));
  }

  @Test
  void parametersMayBeInAFileEach() throws IOException {
    Program program = ModelFolder.read(folder("embedding"));
    Files.copy(folder("embedding").resolve("model.json"), path.resolve("__model__.json"));
    Files.copy(folder("embedding").resolve("model.pdiparams"),
        path.resolve(program.weights().firstEntry().getKey()));
    assertEquals(program, ModelFolder.read(path));
  }
}
