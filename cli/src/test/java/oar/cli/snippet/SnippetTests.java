package oar.cli.snippet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import oar.api.CompiledModel;
import oar.api.Pipeline;
import oar.api.Predictor;
import oar.api.ProviderEntry;
import oar.api.Providers;
import oar.api.StageReport;
import oar.api.model.LodTensor;
import oar.api.model.Shape;
import oar.api.model.Tensor;
import oar.api.model.Value;
import oar.api.quantization.WeightSelection;
import oar.cli.CommandRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the snippets that the Javadoc of the API shows. */
class SnippetTests {
  private static final float TOLERANCE = 1e-5f;

  @TempDir
  Path folder;

  @Test
  void aModelBecomesSmaller() throws IOException {
    Path model = CommandRun.DIGITS;
    Path target = folder.resolve("digits.nb");
    // @start region="pipeline"
    Pipeline pipeline = new Pipeline().read(model).optimize().quantize("int8").write(target);
    for (StageReport report : pipeline.reports()) {
      if (report instanceof StageReport.Written written) {
        System.getLogger("acme").log(System.Logger.Level.INFO, written.target() + ": " + written.bytes() + " bytes");
      }
    }
    // @end
    assertEquals(4, pipeline.reports().size());
    assertTrue(Files.size(target) > 0);
  }

  @Test
  void manyThreadsPredict() throws IOException {
    // @start region="predict"
    CompiledModel model = new Pipeline().read(Path.of("../examples/digits")).optimize().compile();
    Tensor image = Tensor.of(Shape.of(1, 1, 8, 8), new float[64]);
    IntStream.range(0, 100).parallel().forEach(_ -> {
      try (Predictor predictor = model.newPredictor()) {
        Map<String, Value> outputs = predictor.run(Map.of("image", new LodTensor(image)));
        requireProbabilities((LodTensor) outputs.values().iterator().next());
      }
    });
    // @end
  }

  private static void requireProbabilities(LodTensor output) {
    float sum = 0;
    for (float probability : output.tensor().toFloats()) {
      sum += probability;
    }
    assertEquals(1, sum, TOLERANCE);
  }

  @Test
  void aRegistryIsPutTogether() {
    Path plugins = folder;
    // @start region="registry"
    Providers providers = Providers.builder().pluginsIn(plugins).disable("int16").callLimit(Duration.ofSeconds(5))
        .load();
    List<ProviderEntry> unusable = providers.entries().stream().filter(entry -> entry.problem().isPresent()).toList();
    // @end
    assertEquals(List.of("int16"), unusable.stream().map(ProviderEntry::id).toList());
  }

  @Test
  void weightsAreSelected() throws IOException {
    Pipeline pipeline = new Pipeline().read(CommandRun.DIGITS);
    // @start region="selection"
    WeightSelection convolutions = new WeightSelection(List.of("conv2d"), List.of("conv2d_0.*"), false);
    pipeline.quantize("int8", Map.of("arithmetic", "paddleslim"), convolutions);
    // @end
    assertTrue(pipeline.program().weights().get("conv2d_0.w_0").quantization().isEmpty());
    assertTrue(pipeline.program().weights().get("conv2d_2.w_0").quantization().isPresent());
  }
}
