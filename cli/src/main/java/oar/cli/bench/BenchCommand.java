package oar.cli.bench;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import oar.api.Backend;
import oar.api.CompiledModel;
import oar.api.Options;
import oar.api.Pipeline;
import oar.api.Predictor;
import oar.api.Profiler;
import oar.api.ProviderKind;
import oar.api.Providers;
import oar.api.error.UsageException;
import oar.api.model.LodTensor;
import oar.api.quantization.WeightSelection;
import oar.cli.output.Output;
import oar.cli.output.Progress;
import oar.cli.stage.BackendOptions;
import oar.cli.stage.ModelPath;
import oar.cli.stage.ProviderChoice;
import oar.cli.stage.TakesProviderOptions;
import oar.cli.tool.Tool;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench}: tells how fast a model runs, and what the time goes into. */
@Command(name = "bench", description = "Tell how fast a model runs here, and what the time goes into.")
public final class BenchCommand implements Tool, TakesProviderOptions {
  private static final double LONGEST = 3600;

  @Mixin
  private ModelPath model;

  @Mixin
  private BenchInputs inputs;

  @Option(names = "--quantize", paramLabel = "QUANTIZER[:OPTION=VALUE,..]", description = "Optimise the model and quantize its weights before, as optimize and quantize do.")
  private String quantizer;

  @Mixin
  private BackendOptions backend;

  @Option(names = "--seconds", paramLabel = "S", defaultValue = "3", description = "How long to measure (default: ${DEFAULT-VALUE}), after a warm-up of the same length.")
  private double seconds;

  @Option(names = "--per-operator", paramLabel = "ORDER", arity = "0..1", fallbackValue = "program", description = "Print what each operator takes, in order of the program or of the time.")
  private OperatorOrder order;

  @Override
  public ProviderKind optionsOf() {
    return ProviderKind.BACKEND;
  }

  @Override
  public void run(Providers providers, Output output) throws IOException {
    model.check(providers);
    inputs.check();
    if (!(seconds > 0 && seconds <= LONGEST)) {
      throw new UsageException("bench: --seconds is " + seconds + "; it must be above 0, and " + LONGEST + " at most");
    }
    Backend chosen = backend.backend(providers);
    Map<String, String> options = backend.given();
    Options.of(chosen, options);
    Pipeline pipeline = new Pipeline(providers);
    model.read(pipeline);
    quantize(pipeline, chosen);
    CompiledModel compiled = pipeline.compile(pipeline.program(), chosen.id(), options);
    Map<String, LodTensor> values = inputs.values(compiled);
    BenchResult.Setting setting = new BenchResult.Setting(chosen.id(), options, pipeline.program().weightBytes());
    output.print(measure(compiled, values, setting, output));
  }

  private void quantize(Pipeline pipeline, Backend chosen) {
    if (quantizer != null) {
      ProviderChoice choice = ProviderChoice.parse(quantizer);
      pipeline.optimize(chosen.passes()).quantize(choice.id(), choice.options(), WeightSelection.DEFAULT);
    }
  }

  private BenchResult measure(CompiledModel compiled, Map<String, LodTensor> values, BenchResult.Setting setting,
      Output output) {
    Latency latency;
    try (Predictor predictor = compiled.newPredictor(); Progress _ = output.progress("bench", 0)) {
      latency = Latency.measure(() -> predictor.run(values), seconds);
    }
    Optional<Profile> profile = compiled.newProfiler().map(profiler -> profile(profiler, values));
    if (profile.isEmpty() && order != null) {
      throw new UsageException("bench: backend " + setting.backend()
          + " does not tell what its operators take; leave --per-operator out");
    }
    long batch = values.values().stream().map(value -> value.tensor().shape()).filter(shape -> shape.rank() > 0)
        .mapToLong(shape -> shape.dimension(0)).findFirst().orElse(1);
    return new BenchResult(setting, batch, latency, Memory.now(), profile, Optional.ofNullable(order));
  }

  private Profile profile(Profiler profiler, Map<String, LodTensor> values) {
    try (profiler) {
      return Profile.measure(profiler, values, seconds);
    }
  }
}
