package oar.cli.stage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import oar.api.ModelSource;
import oar.api.Options;
import oar.api.Pipeline;
import oar.api.Providers;
import oar.api.error.UsageException;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options that say which model to read. */
public final class ModelPath {
  @Parameters(arity = "0..1", paramLabel = "PATH", description = "A folder, or the file with the program.")
  private Path path;

  @Option(names = "--model_file", paramLabel = "FILE", description = "The file with the program, instead of PATH.")
  private Path modelFile;

  @Option(names = "--param_file", paramLabel = "FILE", description = "The file with the weights.")
  private Path paramFile;

  @Option(names = "--format", paramLabel = "ID", description = "The format; by default the files tell it.")
  private String format;

  @Option(names = "--option", paramLabel = "NAME=VALUE", description = "An option of the format. Repeatable.")
  private Map<String, String> options = new LinkedHashMap<>();

  /** Tell whether nothing is said of a model, for a command that can do without one. */
  public boolean isEmpty() {
    return path == null && modelFile == null && paramFile == null && format == null && options.isEmpty();
  }

  /**
   * Check what was asked for.
   *
   * @throws UsageException if no model is named, or two are, or the format or its options are unknown
   * @throws IOException if a file is not there
   */
  public void check(Providers providers) throws IOException {
    if ((path == null) == (modelFile == null)) {
      throw new UsageException(path == null
          ? "which model? Name a folder or a file, or --model_file and --param_file"
          : "PATH and --model_file both name a model; give one of them");
    }
    InputFiles.require(source().path());
    if (paramFile != null) {
      InputFiles.require(paramFile);
    }
    if (format != null) {
      Options.of(providers.format(format), options);
    }
  }

  /** Read the model into a pipeline. */
  public void read(Pipeline pipeline) throws IOException {
    ModelSource source = source();
    String id = format == null ? pipeline.providers().formatOf(source).id() : format;
    pipeline.read(source, id, options);
  }

  private ModelSource source() {
    return new ModelSource(path == null ? modelFile : path, Optional.ofNullable(paramFile));
  }
}
