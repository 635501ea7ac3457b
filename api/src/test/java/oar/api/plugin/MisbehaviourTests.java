package oar.api.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import oar.api.Backend;
import oar.api.ModelFormat;
import oar.api.ModelSource;
import oar.api.Pass;
import oar.api.Pipeline;
import oar.api.Predictor;
import oar.api.Providers;
import oar.api.Quantizer;
import oar.api.error.ModelFormatException;
import oar.api.error.ProviderException;
import oar.api.model.Program;
import oar.api.quantization.WeightSelection;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MisbehaviourTests {
  private static final Path SOURCES = Path.of("src/test/plugins");
  private static final String FORMAT = "mischief-format";

  @TempDir
  static Path workshop;
  private static Path jar;
  private static Providers providers;

  @TempDir
  Path folder;
  private Path model;
  private Pipeline pipeline;

  @BeforeAll
  static void writePlugin() throws IOException {
    PluginJar plugin = new PluginJar();
    for (String name : List.of("Mischief", "MischiefFormat", "MischiefQuantizer", "MischiefBackend", "MischiefPass")) {
      plugin.source("mischief." + name, SOURCES.resolve(name + ".java"));
    }
    jar = plugin.service(ModelFormat.class, "mischief.MischiefFormat")
        .service(Quantizer.class, "mischief.MischiefQuantizer").service(Backend.class, "mischief.MischiefBackend")
        .service(Pass.class, "mischief.MischiefPass").write(workshop.resolve("mischief.jar"));
    providers = Providers.builder().plugin(jar).callLimit(Duration.ofSeconds(2)).load();
  }

  @BeforeEach
  void readModel() throws IOException {
    model = Files.writeString(folder.resolve("model.mischief"), "a model");
    pipeline = read("none");
  }

  private Pipeline read(String mode) throws IOException {
    return new Pipeline(providers).read(new ModelSource(model), FORMAT, Map.of("mode", mode));
  }

  /** Do what must fail, and hold the message to naming the provider, the jar and the reason. */
  private static void assertFails(String provider, String reason, Executable work) {
    String message = assertThrows(ProviderException.class, work).getMessage();
    assertTrue(message.startsWith(provider + " of " + jar), message);
    assertTrue(message.contains(reason), message);
  }

  @ParameterizedTest
  @CsvSource({"null, returns null from read", "throw, fails in read: java.lang.IllegalStateException: out of order",
      "overflow, fails in read: it calls itself without end", "hang, has not returned from read within 2 s",
      "scribble, fails in read: java.lang.UnsupportedOperationException"})
  void whatAFormatDoesWrongInReadingIsItsFailure(String mode, String reason) {
    assertFails("format mischief-format", reason, () -> read(mode));
  }

  @Test
  void anInputOutputFailureStaysOne() {
    assertEquals("no space left", assertThrows(IOException.class, () -> read("fail")).getMessage());
  }

  @ParameterizedTest
  @CsvSource({"throw, fails in write: java.lang.IllegalStateException", "hang, has not returned from write within 2 s"})
  void aWriteThatFailsInTheMiddleLeavesNothing(String mode, String reason) {
    Path target = folder.resolve("written");
    assertFails("format mischief-format", reason, () -> pipeline.write(target, FORMAT, Map.of("mode", mode)));
    assertFalse(Files.exists(target));
  }

  @Test
  void aFormatThatWritesNothingFails() {
    Path target = folder.resolve("written");
    ProviderException failure = assertThrows(ProviderException.class,
        () -> pipeline.write(target, FORMAT, Map.of("mode", "idle")));
    assertEquals("format mischief-format wrote no file to " + target, failure.getMessage());
    assertFalse(Files.exists(target));
  }

  @ParameterizedTest
  @CsvSource({"null, returns null from quantize", "throw, fails in quantize: java.lang.IllegalStateException: out of",
      "overflow, fails in quantize: it calls itself", "hang, has not returned from quantize within 2 s",
      "scribble, fails in quantize: java.lang.IllegalArgumentException: Attempt to write a read-only segment"})
  void whatAQuantizerDoesWrongIsItsFailureAndChangesNothing(String mode, String reason) {
    Program before = pipeline.program();
    assertFails("quantizer mischief-quantizer", reason, () -> quantize(mode));
    assertSame(before, pipeline.program());
    assertEquals(1, pipeline.reports().size());
  }

  private void quantize(String mode) {
    pipeline.quantize("mischief-quantizer", Map.of("mode", mode), WeightSelection.DEFAULT);
  }

  @Test
  void aQuantizerMustNameItself() {
    String message = assertThrows(ProviderException.class, () -> quantize("stranger")).getMessage();
    assertTrue(message.contains("names the quantizer int8"), message);
  }

  @Test
  void whatIsReadBackMustHaveTheWeightsShape() {
    quantize("idle");
    String message = assertThrows(ProviderException.class, () -> pipeline.dequantize()).getMessage();
    assertTrue(message.contains("must give float32 [3, 2]"), message);
  }

  @ParameterizedTest
  @CsvSource({"null, returns null from run", "throw, fails in run: java.lang.IllegalStateException: out of order",
      "fail, fails in run: java.lang.AssertionError: disk", "hang, has not returned from run within 2 s"})
  void whatAPredictorDoesWrongIsItsBackendsFailure(String mode, String reason) {
    try (Predictor predictor = predictor(mode)) {
      assertFails("backend mischief-backend", reason, () -> predictor.run(new HashMap<>()));
    }
  }

  private Predictor predictor(String mode) {
    return pipeline.compile(pipeline.program(), "mischief-backend", Map.of("mode", mode)).newPredictor();
  }

  @Test
  void inputsAreNotTheBackendsToChange() {
    try (Predictor predictor = predictor("none")) {
      assertFails("backend mischief-backend", "fails in run: java.lang.UnsupportedOperationException",
          () -> predictor.run(Map.of()));
    }
  }

  @Test
  void passesAndOperatorsMayNotBeNull() {
    Backend backend = providers.backend("mischief-backend");
    assertFails("backend mischief-backend", "returns null from operators", backend::operators);
    assertFails("backend mischief-backend", "returns null from apply", () -> pipeline.optimize(backend.passes()));
    assertFails("pass mischief-pass", "returns null from apply",
        () -> pipeline.optimize(List.of(providers.pass("mischief-pass"))));
  }

  @Test
  void aFormatThatFailsToRecognizeKeepsNoOtherFromReading() {
    assertThrows(ModelFormatException.class, () -> new Pipeline(providers).read(model));
  }

  @Test
  void aGuardedProviderIsItself() {
    Quantizer quantizer = providers.quantizer("mischief-quantizer");
    assertEquals(quantizer, providers.quantizer("mischief-quantizer"));
    assertEquals(Map.of(quantizer, 1), Map.of(providers.quantizer("mischief-quantizer"), 1));
    assertTrue(quantizer.toString().contains("mischief-quantizer"), quantizer.toString());
  }
}
