package oar.benchmarks.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import oar.api.model.Shape;
import oar.api.model.Tensor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ModelsBenchmarkTests {
  private static final Path DIGITS = Path.of("..", "examples", "digits");

  @TempDir
  Path zoo;

  @BeforeEach
  void copyModel() throws IOException {
    Path folder = Files.createDirectory(zoo.resolve("digits"));
    Files.copy(DIGITS.resolve("model.pdmodel"), folder.resolve("model.pdmodel"));
    Files.copy(DIGITS.resolve("model.pdiparams"), folder.resolve("model.pdiparams"));
    Files.copy(DIGITS.resolve("images.npy"), folder.resolve("in_0.npy"));
    try (InputStream onnx = ModelsBenchmarkTests.class.getResourceAsStream("digits.onnx")) {
      Files.copy(onnx, folder.resolve("model.onnx"));
    }
  }

  private String run(int status, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    CommandLine command = new CommandLine(new ModelsBenchmark(new PrintStream(out, true, StandardCharsets.UTF_8)));
    assertEquals(status, command.setCaseInsensitiveEnumValuesAllowed(true).execute(arguments));
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void bothSidesPredictAndAgree() {
    List<String> lines = run(0, zoo.toString(), "--threads", "1", "--seconds", "0.05", "--warm-up", "0.05").lines()
        .toList();
    assertTrue(lines.getFirst().startsWith("threads: 1 "), lines.getFirst());
    assertTrue(lines.get(1).matches("digits +\\S+ / \\S+( \\| +\\S+ / \\S+ +\\S+ +\\S+){2}"), lines.get(1));
    assertTrue(lines.get(2).matches("geometric mean( +\\| +\\S+){2} *"), lines.get(2));
  }

  @Test
  void modelsOfOtherNamesAreLeftOut() {
    String out = run(0, zoo.toString(), "--models", "none", "--threads", "2", "--precision", "fp32");
    assertTrue(out.startsWith("threads: 2") && !out.contains("digits"), out);
  }

  @Test
  void anInputIsOneEntryOfItsFileOrOfAnotherSize() throws IOException {
    ModelFolder folder = new ModelFolder(zoo.resolve("digits"));
    Tensor one = folder.inputs(List.of()).getFirst();
    assertEquals(Shape.of(1, 1, 8, 8), one.shape());
    Tensor wide = folder.inputs(List.of(8L, 200L)).getFirst();
    assertEquals(Shape.of(1, 1, 8, 200), wide.shape());
    assertEquals(one.doubleAt(5), wide.doubleAt(5));
  }

  @Test
  void anErrorIsRelativeToTheLargestOutput() {
    Tensor expected = Tensor.of(Shape.of(3), 1f, -4f, 2f);
    assertEquals(0.5, Agreement.of(List.of(expected), List.of(Tensor.of(Shape.of(3), 1f, -2f, 2f))).error());
    assertEquals(0, Agreement.of(List.of(expected), List.of(expected)).error());
  }

  @Test
  void timesAreSummarized() {
    assertEquals(new Timing(1, 3), Timing.of(new long[]{5_000_000, 1_000_000, 3_000_000}));
  }
}
