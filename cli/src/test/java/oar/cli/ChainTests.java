package oar.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChainTests {
  private static final Path IMAGES = CommandRun.DIGITS.resolve("images.npy");
  private static final Path LABELS = CommandRun.DIGITS.resolve("labels.npy");

  @TempDir
  Path folder;

  @Test
  void everyStageTakesTheProgramThatTheOneBeforeLeft() {
    Path small = folder.resolve("small.nb");
    Path large = folder.resolve("large");
    CommandRun run = CommandRun.successful("read", CommandRun.DIGITS, "optimize", "quantize", "int8", "write", small,
        "dequantize", "write", large, "evaluate", IMAGES, LABELS);
    assertEquals(List.of("read", "optimize", "quantize", "write", "dequantize", "write", "evaluate"),
        run.out().lines().filter(line -> !line.startsWith(" ")).map(line -> line.split(" ")[0]).toList());
    assertTrue(run.out().endsWith("evaluate    590 of 597 right (98.83 %); as read 590 of 597 right (98.83 %)\n"),
        run.out());
    assertTrue(Files.exists(small));
    assertTrue(Files.exists(large.resolve("model.pdmodel")));
  }

  @Test
  void jsonIsOneArrayWithAnObjectForEachStage() {
    JsonArray stages = CommandRun.successful("read", CommandRun.DIGITS, "optimize", "quantize", "int16", "write",
        folder.resolve("small.nb"), "evaluate", IMAGES, LABELS, "--json").json().getAsJsonArray();
    assertEquals(List.of("read", "optimize", "quantize", "write", "evaluate"),
        stages.asList().stream().map(stage -> stage.getAsJsonObject().get("stage").getAsString()).toList());
    assertEquals(Set.of("stage", "path", "parameters", "format", "operators", "weights", "weight_bytes"),
        keys(stages.get(0)));
    assertEquals(Set.of("stage", "passes"), keys(stages.get(1)));
    assertEquals(Set.of("stage", "to", "bytes_before", "bytes_after", "weights"), keys(stages.get(2)));
    assertEquals(Set.of("name", "operators", "shape", "type_before", "type_after", "bytes_before", "bytes_after",
        "scale_bytes", "reason"), keys(stages.get(2).getAsJsonObject().getAsJsonArray("weights").get(0)));
    assertEquals(Set.of("stage", "path", "format", "bytes", "weight_bytes", "files"), keys(stages.get(3)));
    assertEquals(Set.of("stage", "right", "total", "accuracy", "as_read"), keys(stages.get(4)));
  }

  private static Set<String> keys(JsonElement object) {
    return object.getAsJsonObject().keySet();
  }

  @Test
  void theJsonOptionMayStandAnywhere() {
    assertTrue(CommandRun.successful("--json", "read", CommandRun.DIGITS, "optimize").json().isJsonArray());
    assertTrue(CommandRun.successful("read", "--json", CommandRun.DIGITS, "optimize").json().isJsonArray());
  }

  @Test
  void aRecipeHoldsAChain() throws IOException {
    Path recipe = Files.writeString(folder.resolve("small.recipe"), """
        # Makes the sample small.
        read '%s'   # the folder
        optimize
        quantize int8
          --except linear_1.w_0
        write "%s"
        """.formatted(CommandRun.DIGITS, folder.resolve("a b.nb")));
    String out = CommandRun.successful("@" + recipe, "evaluate", IMAGES, LABELS).out();
    assertTrue(out.contains("it is excepted by 'linear_1.w_0'"), out);
    assertTrue(Files.exists(folder.resolve("a b.nb")));
  }

  @Test
  void aStageThatFailsEndsTheChain() throws IOException {
    CommandRun run = CommandRun.of("read", CommandRun.DIGITS, "quantize", "int8", "--only", "no_such_weight", "write",
        folder.resolve("small.nb"), "--json");
    assertEquals(ExitCode.USAGE, run.code());
    assertEquals(1, run.json().getAsJsonArray().size(), "what was done before it is told");
    assertNothingWritten();
  }

  @ParameterizedTest
  @ValueSource(strings = {"optimize write x.nb", "write x.nb", "predict", "read a read b", "read a optimize read b",
      "read a write", "read a quantize", "read a inspect b", "plugins ops", "read a quantize no-such-quantizer",
      "read a quantize int8:bits=4", "read a quantize int8:bits", "read a write x.nb --format no-such-format",
      "read a write x.nb --option no-such-option=1", "read a optimize --pass no-such-pass", "read",
      "read --param_file b",
      "read a --model_file b", "read a predict --backend no-such-backend", "read a predict --threads 0",
      "read a predict --lod x=0,1", "read a compare --within -1", "read a evaluate x.npy", "optimise", "read a qantize",
      "quantize int8 --onyl conv2d", "", "@no-such-recipe", "--json"})
  void whatDoesNotFitIsSaidBeforeAnythingRuns(String arguments) {
    Path target = folder.resolve("x.nb");
    CommandRun run = CommandRun.of(Stream.of(arguments.split(" ")).filter(argument -> !argument.isEmpty())
        .map(argument -> argument.equals("a") ? CommandRun.DIGITS : argument.equals("x.nb") ? target : argument)
        .toArray());
    assertEquals(ExitCode.USAGE, run.code(), run.err());
    assertEquals("", run.out());
    assertTrue(run.err().startsWith("oar: "), run.err());
    assertFalse(run.err().contains("Exception"), run.err());
    assertFalse(Files.exists(target));
  }

  private void assertNothingWritten() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(List.of(), files.toList());
    }
  }
}
