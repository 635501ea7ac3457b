package oar.cli.opt;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import oar.api.ModelFormat;
import oar.api.ModelSource;
import oar.api.Options;
import oar.api.Pipeline;
import oar.api.Providers;
import oar.api.RuntimeOperator;
import oar.api.error.UnsupportedProgramException;
import oar.api.model.Operator;
import oar.cli.output.Output;
import oar.cli.stage.InputFiles;

/** What opt tells instead of optimising. */
final class OptReport {
  private final Providers providers;
  private final Output output;
  private final OptTargets targets;
  private final ModelFormat format;
  private final List<RuntimeOperator> operators;

  OptReport(Providers providers, Output output, OptTargets targets) {
    this.providers = providers;
    this.output = output;
    this.targets = targets;
    this.format = providers.format(OptCommand.NAIVE_BUFFER);
    this.operators = format.runtimeOperators();
  }

  /**
   * Do what a mode asks for.
   *
   * @throws UnsupportedProgramException if the model's operators are asked for and some do not run, with all of these
   * @throws IOException if a file cannot be read or written
   */
  void print(OptMode mode, OptFlags flags) throws IOException {
    OperatorTables tables = new OperatorTables(operators);
    switch (mode) {
      case ALL_OPERATORS -> tables.printAll(output.out());
      case SUPPORTED_OPERATORS -> tables.printSupported(output.out(), targets);
      case KERNELS -> tables.printKernels(output.out());
      case MARKDOWN -> tables.printMarkdown(output.out());
      case MODEL_OPERATORS -> printModel(OptModel.of(flags), tables);
      case DRAWING -> draw(Path.of(flags.text(OptFlag.OPTIMIZED_NB_MODEL_PATH)),
          Path.of(flags.text(OptFlag.VISUALIZATION_FILE_OUTPUT_PATH)));
    }
    output.out().flush();
  }

  private void printModel(OptModel model, OperatorTables tables) throws IOException {
    Pipeline pipeline = new Pipeline(providers);
    InputFiles.require(model.source().path());
    pipeline.read(model.source(), providers.formatOf(model.source()).id(), Map.of());
    Set<String> types = pipeline.program().blocks().stream().flatMap(block -> block.operators().stream())
        .map(Operator::type).collect(Collectors.toCollection(TreeSet::new));
    tables.printOfModel(output.out(), types, targets);
    List<String> columns = targets.columns(OptTargets.HOST, OptTargets.UNKNOWN);
    operators.stream().filter(operator -> operator.source().isPresent())
        .filter(operator -> OperatorTables.runsOn(operator, columns))
        .forEach(operator -> types.remove(operator.type()));
    if (!types.isEmpty()) {
      throw new UnsupportedProgramException("This model is not supported, because " + types.size()
          + " ops are not supported on '" + targets.label() + "'. These unsupported ops are", List.copyOf(types));
    }
    output.out().println("Paddle-Lite supports this model!");
  }

  private void draw(Path model, Path folder) throws IOException {
    InputFiles.require(model);
    InputFiles.require(folder);
    Visualization.write(format.read(new ModelSource(model), Options.defaults(format)), folder);
  }
}
