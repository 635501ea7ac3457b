package oar.cli.stage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import oar.api.model.Shape;
import oar.api.model.Tensor;
import oar.cli.CommandRun;
import oar.cli.ExitCode;
import oar.kit.Case;
import oar.kit.CaseCollection;
import oar.kit.Comparison;
import oar.kit.Npy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PredictCommandTests {
  @TempDir
  Path folder;

  private Path values;

  @BeforeEach
  void writeValues() throws IOException {
    values = folder.resolve("values.npy");
    Npy.write(values, Tensor.of(Shape.of(5, 1), 0.5f, -2f, Float.NaN, 7f, 1f));
  }

  private CommandRun echo(String mode, Object... arguments) {
    Object[] all = new Object[arguments.length + 7];
    System.arraycopy(new Object[]{"read", CommandRun.DIGITS, "predict", "--backend", "echo:mode=" + mode, "--input",
        "image=" + values}, 0, all, 0, 7);
    System.arraycopy(arguments, 0, all, 7, arguments.length);
    return CommandRun.of(all);
  }

  @Test
  void outputsAreWrittenInFetchOrder() throws IOException {
    try (CaseCollection cases = CaseCollection
        .open(List.of(Path.of(System.getProperty("oar.cases"), "models/digits.zip")))) {
      Case digits = cases.cases().getFirst();
      CommandRun.successful("read", CommandRun.DIGITS, "predict", "--input",
          "image=" + CommandRun.DIGITS.resolve("images.npy"), "--threads", 2, "--output", folder.resolve("a/b"));
      Tensor predicted = Npy.read(folder.resolve("a/b/out_0.npy"));
      assertTrue(Comparison.of(digits.outputs().getFirst().read().tensor(), predicted).largestError() < 2e-5);
    }
  }

  @Test
  void anOutputIsShownAtAGlance() {
    assertEquals("""
        predict     echoed is float32 [5, 1]
                    0.5, -2.0, NaN, 7.0, 1.0; smallest -2.0, largest 7.0, 1 NaN
        """, lastLines(echo("tensor").out(), 2));
  }

  @Test
  void jsonHasTheSame() {
    JsonObject output = echo("tensor", "--lod", "image=0,1,2/0,3,5", "--json").json().getAsJsonArray().get(1)
        .getAsJsonObject().getAsJsonArray("outputs").get(0).getAsJsonObject();
    assertEquals("""
        {"name":"echoed","type":"float32","shape":[5,1],"lod":[[0,1,2],[0,3,5]],"first":[0.5,-2.0,"NaN",7.0,1.0],\
        "min":-2.0,"max":7.0,"nan":1,"file":null}""", output.toString());
  }

  @Test
  void inputsMayHaveALevelOfDetail() {
    assertTrue(echo("tensor", "--lod", "image=0,3,5").out().contains("echoed is float32 [5, 1], LoD [[0, 3, 5]]"));
  }

  @Test
  void theElementsOfAnArrayAreWrittenOneByOne() {
    CommandRun run = echo("array", "--output", folder.resolve("out"));
    assertTrue(run.out().contains("echoed[1] is float32 [5, 1], written to " + folder.resolve("out/out_0_1.npy")),
        run.out());
    assertTrue(Files.exists(folder.resolve("out/out_0_0.npy")));
  }

  @Test
  void aLevelOfDetailThatDoesNotFitIsRefused() {
    for (String offsets : List.of("0,3,x", "", "1,5", "0,3,2", "0,2/0,5")) {
      CommandRun run = echo("tensor", "--lod", "image=" + offsets);
      assertEquals(ExitCode.USAGE, run.code(), offsets);
      assertTrue(run.err().startsWith("oar: --lod image=" + offsets + ": "), run.err());
    }
    CommandRun run = echo("tensor", "--lod", "image=0,3,6");
    assertEquals(ExitCode.BAD_INPUT, run.code());
    assertEquals("oar: input image of " + values + ": LoD [[0, 3, 6]] covers 6 rows, but the tensor is [5, 1]\n",
        run.err());
  }

  @Test
  void theInputsMustBeThoseOfTheModel() {
    assertEquals("""
        oar: the model takes the inputs image, but none is given; give each as --input NAME=FILE.npy
        """, CommandRun.of("read", CommandRun.DIGITS, "predict").err());
    CommandRun run = CommandRun.of("read", CommandRun.DIGITS, "predict", "--input", "picture=" + values);
    assertEquals(ExitCode.BAD_INPUT, run.code());
    assertEquals("oar: the model takes the inputs image, but picture is given; give each as --input NAME=FILE.npy\n",
        run.err());
  }

  @Test
  void aMissingFileIsSaidBeforeAnythingRuns() {
    CommandRun run = CommandRun.of("read", CommandRun.DIGITS, "predict", "--input", "image=" + folder.resolve("x.npy"));
    assertEquals(ExitCode.INPUT_OUTPUT, run.code());
    assertEquals("", run.out());
    assertEquals("oar: " + folder.resolve("x.npy") + ": there is no such file or folder\n", run.err());
  }

  @Test
  void aBackendThatFailsIsAPluginThatFailed() {
    CommandRun run = echo("broken");
    assertEquals(ExitCode.PLUGIN, run.code());
    assertEquals("oar: backend echo is broken\n", run.err());
  }

  private static String lastLines(String text, int count) {
    List<String> lines = text.lines().toList();
    return String.join("\n", lines.subList(lines.size() - count, lines.size())) + "\n";
  }
}
