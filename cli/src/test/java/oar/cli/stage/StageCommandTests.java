package oar.cli.stage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import oar.cli.CommandRun;
import oar.cli.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StageCommandTests {
  private static final Path IMAGES = CommandRun.DIGITS.resolve("images.npy");
  private static final Path LABELS = CommandRun.DIGITS.resolve("labels.npy");

  @TempDir
  Path folder;

  private static JsonObject lastStage(CommandRun run) {
    return run.json().getAsJsonArray().asList().getLast().getAsJsonObject();
  }

  private static List<String> quantized(Object... selection) {
    Object[] arguments = new Object[selection.length + 5];
    System.arraycopy(new Object[]{"read", CommandRun.DIGITS, "quantize", "int8", "--json"}, 0, arguments, 0, 5);
    System.arraycopy(selection, 0, arguments, 5, selection.length);
    return lastStage(CommandRun.successful(arguments)).getAsJsonArray("weights").asList().stream()
        .map(JsonElement::getAsJsonObject).filter(weight -> weight.get("reason").isJsonNull())
        .map(weight -> weight.get("name").getAsString()).toList();
  }

  @Test
  void filesMayBeNamedOneByOne() {
    CommandRun.successful("read", "--model_file", CommandRun.DIGITS.resolve("model.pdmodel"), "--param_file",
        CommandRun.DIGITS.resolve("model.pdiparams"));
    CommandRun.successful("read", CommandRun.DIGITS, "--format", "paddle");
    CommandRun run = CommandRun.of("read", "--model_file", CommandRun.DIGITS.resolve("model.pdmodel"), "--param_file",
        folder.resolve("x"));
    assertEquals(ExitCode.INPUT_OUTPUT, run.code());
  }

  @Test
  void installedPassesComeAfterTheBackends() {
    List<JsonElement> passes = lastStage(
        CommandRun.successful("read", CommandRun.DIGITS, "optimize", "--pass", "new-version", "--json"))
        .getAsJsonArray("passes").asList();
    assertEquals("new-version", passes.getLast().getAsJsonObject().get("pass").getAsString());
    assertTrue(passes.size() > 1);
    assertEquals("optimize    nothing to do", CommandRun
        .successful("read", CommandRun.DIGITS, "optimize", "--backend", "echo").out().lines().toList().getLast());
  }

  @Test
  void eachPassIsExplained() {
    List<String> lines = CommandRun.successful("read", CommandRun.DIGITS, "optimize", "--explain").out().lines()
        .toList();
    assertTrue(
        lines.stream().anyMatch(line -> line.startsWith("  fold-into-convolution") && line.contains("batch_norm -7")),
        lines::toString);
    assertTrue(lines.getLast().startsWith("optimize    33 operators become 13"), lines.getLast());
  }

  @Test
  void aPassCanBeLeftOut() {
    String report = CommandRun.successful("read", CommandRun.DIGITS, "optimize", "--except", "fold-into-convolution")
        .out()
        .lines().toList().getLast();
    assertFalse(report.contains("fold-into-convolution"), report);
    CommandRun run = CommandRun.of("read", CommandRun.DIGITS, "optimize", "--except", "fold-everything");
    assertEquals(ExitCode.USAGE, run.code());
    assertTrue(run.err().contains("backend arm has no pass 'fold-everything'"), run.err());
  }

  @Test
  void weightsAreChosenByOperatorOrName() {
    assertEquals(9, quantized().size());
    assertEquals(List.of("linear_0.w_0", "linear_1.w_0"), quantized("--only", "matmul_v2"));
    assertEquals(List.of("linear_0.w_0"), quantized("--only", "matmul_v2", "--except", "linear_1*"));
    assertEquals(quantized("--only", "linear_0.w_0,conv2d_0.w_0"),
        quantized("--only", "linear_0.w_0", "--only", "conv2d_0.w_0"));
  }

  @Test
  void theFormatGoesByTheNameOrIsGiven() throws IOException {
    CommandRun.successful("read", CommandRun.DIGITS, "write", folder.resolve("a.nb"), "write", folder.resolve("b"),
        "write", folder.resolve("c"), "--format", "naivebuffer", "--option", "meta-version=1");
    assertEquals(2, Files.readAllBytes(folder.resolve("a.nb"))[0]);
    assertTrue(Files.exists(folder.resolve("b/model.pdiparams")));
    assertEquals(1, Files.readAllBytes(folder.resolve("c"))[0]);
  }

  @Test
  void evaluateCountsTopOne() {
    JsonObject result = lastStage(
        CommandRun.successful("read", CommandRun.DIGITS, "evaluate", IMAGES, LABELS, "--json"));
    assertEquals("{\"stage\":\"evaluate\",\"right\":590,\"total\":597,\"accuracy\":0.9882747068676717,"
        + "\"as_read\":{\"right\":590,\"total\":597,\"accuracy\":0.9882747068676717}}", result.toString());
  }

  @Test
  void imagesAreNormalized() {
    int dark = lastStage(CommandRun.successful("read", CommandRun.DIGITS, "evaluate", IMAGES, LABELS, "--mean", "5",
        "--std", "0.5", "--json")).get("right").getAsInt();
    assertTrue(dark < 300, "images far from what the network was trained on: " + dark + " right");
    CommandRun run = CommandRun.of("read", CommandRun.DIGITS, "evaluate", IMAGES, LABELS, "--mean", "0,0,0");
    assertEquals(ExitCode.USAGE, run.code());
    assertTrue(run.err().contains("the images have 1 channels"), run.err());
  }

  @Test
  void anAccuracyThatIsMissedIsTold() {
    CommandRun.successful("read", CommandRun.DIGITS, "evaluate", IMAGES, LABELS, "--at-least", "0.988");
    CommandRun run = CommandRun.of("read", CommandRun.DIGITS, "evaluate", IMAGES, LABELS, "--at-least", "0.99",
        "write", folder.resolve("a.nb"), "--json");
    assertEquals(ExitCode.BOUND_MISSED, run.code());
    assertEquals("oar: evaluate: 98.83 % of the images are right; --at-least asks for 99.00 %\n", run.err());
    assertEquals(590, lastStage(run).get("right").getAsInt());
    assertTrue(Files.notExists(folder.resolve("a.nb")));
  }

  @Test
  void compareHoldsTheProgramToItselfAsRead() {
    String input = "image=" + IMAGES;
    JsonObject output = lastStage(CommandRun.successful("read", CommandRun.DIGITS, "optimize", "compare", "--input",
        input, "--within", "1e-5", "--json")).getAsJsonArray("outputs").get(0).getAsJsonObject();
    assertEquals(5970, output.get("elements").getAsInt());
    assertTrue(output.get("mean_error").getAsDouble() <= output.get("largest_error").getAsDouble());
    CommandRun run = CommandRun.of("read", CommandRun.DIGITS, "quantize", "int8", "compare", "--input", input,
        "--within", "1e-5");
    assertEquals(ExitCode.BOUND_MISSED, run.code());
    assertTrue(run.err().contains("--within allows 1.0E-5"), run.err());
    assertTrue(run.out().lines().toList().getLast().startsWith("compare     save_infer_model/scale_0.tmp_0: largest"),
        run.out());
  }
}
