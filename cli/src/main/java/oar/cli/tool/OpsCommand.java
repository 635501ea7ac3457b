package oar.cli.tool;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import oar.api.Backend;
import oar.api.Pipeline;
import oar.api.Providers;
import oar.api.error.UnsupportedProgramException;
import oar.api.error.UsageException;
import oar.cli.output.Output;
import oar.cli.stage.ModelPath;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ops}: lists the operators of a backend, or those of a model that a backend cannot run. */
@Command(name = "ops", description = "List the operators that a backend can run, or which of a model's it cannot.")
public final class OpsCommand implements Tool {
  @Mixin
  private ModelPath model;

  @Option(names = "--backend", paramLabel = "ID", defaultValue = Pipeline.DEFAULT_BACKEND, description = "Which backend (default: ${DEFAULT-VALUE}).")
  private String backend;

  @Option(names = "--markdown", description = "Print the list as a Markdown table, operators that are alike in one row.")
  private boolean markdown;

  @Override
  public void run(Providers providers, Output output) throws IOException {
    Backend chosen = providers.backend(backend);
    if (model.isEmpty()) {
      OperatorList operators = OperatorList.of(chosen);
      output.print(markdown ? new OperatorMarkdown(operators) : operators);
      return;
    }
    if (markdown) {
      throw new UsageException("ops: --markdown is for the list of a backend's operators; leave out the model");
    }
    model.check(providers);
    Pipeline pipeline = new Pipeline(providers);
    model.read(pipeline);
    print(chosen, pipeline, output);
  }

  private static void print(Backend chosen, Pipeline pipeline, Output output) {
    try {
      pipeline.compile(pipeline.program(), chosen.id(), Map.of());
    } catch (UnsupportedProgramException e) {
      output.print(ModelOperators.of(pipeline.program(), chosen, e.problems()));
      throw e;
    }
    output.print(ModelOperators.of(pipeline.program(), chosen, List.of()));
  }
}
