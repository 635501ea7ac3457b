package oar.cli.stage;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import oar.api.CompiledModel;
import oar.api.Predictor;
import oar.api.ProviderKind;
import oar.api.Providers;
import oar.api.error.UsageException;
import oar.api.model.LodTensor;
import oar.cli.output.Text;
import oar.kit.Comparison;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code compare}: runs the program as it is and as it was read. */
@Command(name = "compare", description = "Run the model as it is now and as it was read, on the same arrays.")
public final class CompareCommand implements Stage, TakesProviderOptions {
  @Mixin
  private ModelInputs inputs;

  @Option(names = "--within", paramLabel = "T", description = "Exit with 5 if an element differs by more than this.")
  private Double bound;

  @Mixin
  private BackendOptions backend;

  @Override
  public ProviderKind optionsOf() {
    return ProviderKind.BACKEND;
  }

  @Override
  public void check(Providers providers) throws IOException {
    if (bound != null && !(bound >= 0)) {
      throw new UsageException("compare: --within is " + bound + "; it must be 0 or more");
    }
    inputs.check();
    backend.options(providers);
  }

  @Override
  public void run(Session session) throws IOException {
    CompiledModel model = backend.compile(session);
    CompiledModel modelAsRead = backend.compileAsRead(session);
    Map<String, LodTensor> values = inputs.read(model);
    try (Predictor predictor = model.newPredictor(); Predictor predictorAsRead = modelAsRead.newPredictor()) {
      ComparisonResult result = compare(OutputTensor.listOf(predictorAsRead.run(values)),
          OutputTensor.listOf(predictor.run(values)));
      session.print(result);
      requireWithin(result);
    }
  }

  private static ComparisonResult compare(List<OutputTensor> expected, List<OutputTensor> actual) {
    if (expected.size() != actual.size()) {
      throw new BoundMissedException("compare: the model gives " + Text.count(actual.size(), "tensor") + ", as read "
          + Text.count(expected.size(), "tensor"));
    }
    List<ComparisonResult.Output> outputs = new ArrayList<>();
    for (int i = 0; i < expected.size(); i++) {
      Comparison comparison = Comparison.of(expected.get(i).value().tensor(), actual.get(i).value().tensor());
      outputs.add(new ComparisonResult.Output(actual.get(i).name(), comparison));
    }
    return new ComparisonResult(outputs);
  }

  private void requireWithin(ComparisonResult result) {
    if (bound == null) {
      return;
    }
    for (ComparisonResult.Output output : result.outputs()) {
      if (output.comparison().largestError() > bound) {
        throw new BoundMissedException("compare: an element of output " + output.name() + " differs by "
            + Text.number(output.comparison().largestError()) + "; --within allows " + bound);
      }
    }
  }
}
