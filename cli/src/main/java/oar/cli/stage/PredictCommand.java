package oar.cli.stage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import oar.api.CompiledModel;
import oar.api.Predictor;
import oar.api.ProviderKind;
import oar.api.Providers;
import oar.api.model.LodTensor;
import oar.api.model.Value;
import oar.cli.output.Progress;
import oar.kit.Npy;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code predict}: runs the program once. */
@Command(name = "predict", description = "Run the model on NumPy arrays.")
public final class PredictCommand implements Stage, TakesProviderOptions {
  @Mixin
  private ModelInputs inputs;

  @Option(names = "--output", paramLabel = "DIR", description = "Write output N to DIR/out_N.npy, element I of an array of tensors to DIR/out_N_I.npy.")
  private Path folder;

  @Mixin
  private BackendOptions backend;

  @Override
  public ProviderKind optionsOf() {
    return ProviderKind.BACKEND;
  }

  @Override
  public void check(Providers providers) throws IOException {
    inputs.check();
    backend.options(providers);
  }

  @Override
  public void run(Session session) throws IOException {
    CompiledModel model = backend.compile(session);
    Map<String, LodTensor> values = inputs.read(model);
    try (Predictor predictor = model.newPredictor()) {
      List<PredictionResult.Output> outputs = new ArrayList<>();
      for (OutputTensor tensor : OutputTensor.listOf(predict(session, predictor, values))) {
        outputs.add(
            new PredictionResult.Output(tensor, TensorSummary.of(tensor.value().tensor()), write(tensor)));
      }
      session.print(new PredictionResult(outputs));
    }
  }

  private static Map<String, Value> predict(Session session, Predictor predictor, Map<String, LodTensor> values) {
    try (Progress _ = session.output().progress("predict", 0)) {
      return predictor.run(values);
    }
  }

  private Optional<Path> write(OutputTensor tensor) throws IOException {
    if (folder == null) {
      return Optional.empty();
    }
    Path file = Files.createDirectories(folder).resolve("out_" + tensor.position() + ".npy");
    OutputFiles.write(file, () -> Npy.write(file, tensor.value().tensor()));
    return Optional.of(file);
  }
}
