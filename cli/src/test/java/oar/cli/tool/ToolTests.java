package oar.cli.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import oar.api.model.Tensor;
import oar.cli.CommandRun;
import oar.cli.ExitCode;
import oar.kit.Case;
import oar.kit.CaseCollection;
import oar.kit.Npy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ToolTests {
  private static final Path CASES = Path.of(System.getProperty("oar.cases"));

  @TempDir
  Path folder;

  @Test
  void inspectShowsWhatIsInAModel() {
    String out = CommandRun.successful("inspect", CommandRun.DIGITS).out();
    assertTrue(out.startsWith(CommandRun.DIGITS + """
         (paddle)
        written by Paddle 2.6.2
        inputs
          name   type     shape
          image  float32  [-1, 1, 8, 8]
        outputs
          name                            type     shape
          save_infer_model/scale_0.tmp_0  float32  [-1, 10]
        33 operators
          count  operator
              7  batch_norm
              7  relu
              4  conv2d
        """), out);
    assertTrue(out.contains("39 weights of 122 kB\n"), out);
  }

  @Test
  void inspectHasTheSameAsJson() {
    JsonObject model = CommandRun.successful("inspect", CommandRun.DIGITS, "--json").json().getAsJsonObject();
    assertEquals(List.of("path", "format", "producer", "paddle_version", "properties", "inputs", "outputs", "operators",
        "weights"), List.copyOf(model.keySet()));
    assertEquals("[{\"name\":\"image\",\"type\":\"float32\",\"shape\":[-1,1,8,8]}]", model.get("inputs").toString());
    assertEquals(7, model.getAsJsonObject("operators").get("batch_norm").getAsInt());
    assertEquals(39, model.getAsJsonArray("weights").size());
    assertEquals(
        "{\"name\":\"batch_norm2d_0.b_0\",\"type\":\"float32\",\"shape\":[24],\"bytes\":96,\"quantization\":null}",
        model.getAsJsonArray("weights").get(0).toString());
  }

  @Test
  void inspectShowsScales() {
    Path file = folder.resolve("small.nb");
    CommandRun.successful("read", CommandRun.DIGITS, "optimize", "quantize", "int8", "write", file);
    String out = CommandRun.successful("inspect", file).out();
    assertTrue(out.contains("written by Paddle-Lite opt v2.14-rc, Paddle 2.6.2\n"), out);
    assertTrue(out.lines().anyMatch(line -> line.matches(" +linear_1.w_0 +int8 +\\[64, 10] +680 +int8: 10 along axis 1,"
        + " 0\\.0\\d+ to 0\\.0\\d+")), out);
    JsonObject weight = CommandRun.successful("inspect", file, "--json").json().getAsJsonObject()
        .getAsJsonArray("weights").asList().getLast().getAsJsonObject().getAsJsonObject("quantization");
    assertEquals(Set.of("quantizer", "axis", "scales", "smallest_scale", "largest_scale"), weight.keySet());
  }

  @Test
  void pluginsListsEveryProvider() {
    JsonArray plugins = CommandRun.successful("plugins", "--json").json().getAsJsonArray();
    assertEquals(
        Set.of("format naivebuffer", "format paddle", "quantizer int16", "quantizer int8", "backend arm",
            "backend echo",
            "pass new-version"),
        StreamSupport.stream(plugins.spliterator(), false).map(plugin -> plugin.getAsJsonObject())
            .map(plugin -> plugin.get("kind").getAsString() + " " + plugin.get("id").getAsString())
            .collect(Collectors.toSet()));
    assertEquals(Set.of("kind", "id", "version", "description", "plugin", "vendor", "jar", "module", "class", "state",
        "reason"),
        plugins.get(0).getAsJsonObject().keySet());
    String text = CommandRun.successful("plugins").out();
    assertTrue(text.lines().skip(1).allMatch(line -> line.endsWith(" ready")), text);
  }

  @Test
  void conformanceRunsCases() {
    CommandRun run = CommandRun.successful("conformance", CASES.resolve("models/lenet.zip"),
        CASES.resolve("nb/lenet_int8.zip"), "--threads", 2);
    assertEquals("2 passed, 0 failed, 0 unsupported\n", run.out());
  }

  @Test
  void aCaseThatFailsIsALineAndAnExitCode() throws IOException {
    Path damaged = copyOfDigits();
    Tensor expected = Npy.read(damaged.resolve("out_0.npy"));
    float[] values = expected.toFloats();
    values[12] += 0.5f;
    Npy.write(damaged.resolve("out_0.npy"), Tensor.of(expected.shape(), values));
    CommandRun run = CommandRun.of("conformance", damaged);
    assertEquals(ExitCode.BOUND_MISSED, run.code());
    assertEquals("oar: conformance: 1 program failed\n", run.err());
    List<String> lines = run.out().lines().toList();
    assertEquals("0 passed, 1 failed, 0 unsupported", lines.getLast());
    assertTrue(
        lines.getFirst().matches("failed      .*model.pdmodel: output 0: 1 of 5970 elements are wrong, the worst at"
            + " \\[1, 2]: .*"),
        lines.getFirst());
    JsonObject json = CommandRun.of("conformance", damaged, "--json").json().getAsJsonObject();
    assertEquals(Set.of("passed", "failed", "unsupported", "failures", "refusals"), json.keySet());
    JsonObject failure = json.getAsJsonArray("failures").get(0).getAsJsonObject();
    assertEquals("[1,2]", failure.get("index").toString());
    assertEquals(0.5, failure.get("error").getAsDouble(), 1e-4);
  }

  private Path copyOfDigits() throws IOException {
    Path copy = Files.createDirectory(folder.resolve("copy"));
    try (CaseCollection cases = CaseCollection.open(List.of(CASES.resolve("models/digits.zip")))) {
      Case digits = cases.cases().getFirst();
      try (var files = Files.list(digits.folder())) {
        for (Path file : files.toList()) {
          Files.copy(file, copy.resolve(file.getFileName()));
        }
      }
    }
    return copy;
  }

  @Test
  void whatABackendDoesNotHaveIsUnsupportedAndNoFailure() {
    Object[] arguments = {"conformance", CASES.resolve("models/lenet.zip"), "--backend", "echo:mode=picky"};
    assertEquals("0 passed, 0 failed, 1 unsupported\n", CommandRun.successful(arguments).out());
    Object[] listing = Stream.concat(Stream.of(arguments), Stream.of("--list-unsupported")).toArray();
    String first = CommandRun.successful(listing).out().lines().findFirst().orElseThrow();
    assertTrue(first.matches("unsupported .*model.pdmodel: it does not like it"), first);
    Object[] json = Stream.concat(Stream.of(arguments), Stream.of("--json")).toArray();
    assertEquals(1, CommandRun.successful(json).json().getAsJsonObject().getAsJsonArray("refusals").size());
  }

  @Test
  void conformanceNeedsCases() {
    assertEquals(ExitCode.USAGE, CommandRun.of("conformance").code());
    assertEquals(ExitCode.USAGE, CommandRun.of("conformance", folder).code());
    assertEquals(ExitCode.INPUT_OUTPUT, CommandRun.of("conformance", folder.resolve("x")).code());
    assertEquals(ExitCode.USAGE, CommandRun.of("conformance", CASES, "--threads", 0).code());
  }
}
