package oar.cli.opt;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import oar.api.ModelSource;
import oar.api.Pipeline;
import oar.api.error.UsageException;
import oar.cli.output.Output;
import oar.cli.stage.InputFiles;

/**
 * The model that opt reads, and how opt speaks of it.
 *
 * @param source what to read
 * @param weightsLine what opt says when it reads the weights
 */
record OptModel(ModelSource source, String weightsLine) {
  /** In this order opt looks for a program, and for the file with all its weights. */
  private static final List<String> PROGRAMS = List.of("__model__", "model", "model.pdmodel", "inference.pdmodel");
  private static final List<String> PARAMETERS = List.of("params", "weights", "model.pdiparams", "inference.pdiparams");

  /**
   * Find the model that the flags name.
   *
   * @throws UsageException if they name none
   */
  static OptModel of(OptFlags flags) {
    String program = flags.text(OptFlag.MODEL_FILE);
    String parameters = flags.text(OptFlag.PARAM_FILE);
    if (!program.isEmpty() && !parameters.isEmpty()) {
      return new OptModel(new ModelSource(Path.of(program), Optional.of(Path.of(parameters))),
          "Loading params data from " + parameters);
    }
    String folder = flags.text(OptFlag.MODEL_DIR);
    if (folder.isEmpty()) {
      throw new UsageException("opt: name the model with --model_dir, or with --model_file and --param_file");
    }
    return inFolder(Path.of(folder));
  }

  /** Find the model of a folder. */
  static OptModel inFolder(Path folder) {
    return new OptModel(new ModelSource(firstIn(folder, PROGRAMS).orElse(folder)),
        firstIn(folder, PARAMETERS).map(file -> "Loading params data from " + file)
            .orElse("Loading non-combined params data from " + folder));
  }

  private static Optional<Path> firstIn(Path folder, List<String> names) {
    return names.stream().map(folder::resolve).filter(Files::exists).findFirst();
  }

  /**
   * Read the model, and say what opt says.
   *
   * @throws IOException if a file cannot be read
   */
  void read(Pipeline pipeline, Output output) throws IOException {
    InputFiles.require(source.path());
    if (source.parameters().isPresent()) {
      InputFiles.require(source.parameters().get());
    }
    output.line("Loading topology data from " + source.path());
    output.line(weightsLine);
    pipeline.read(source, pipeline.providers().formatOf(source).id(), Map.of());
    output.line("1. Model is successfully loaded!");
  }
}
