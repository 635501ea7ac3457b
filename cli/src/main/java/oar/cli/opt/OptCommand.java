package oar.cli.opt;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import oar.api.ModelFormat;
import oar.api.ModelSource;
import oar.api.Options;
import oar.api.Pipeline;
import oar.api.Providers;
import oar.api.model.Program;
import oar.api.quantization.WeightSelection;
import oar.cli.output.Output;
import oar.cli.output.Progress;
import oar.cli.stage.OutputFiles;
import oar.cli.stage.Session;
import oar.cli.tool.Tool;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * {@code opt}: does what Paddle-Lite's opt does, with its flags, its files and its words. Afterwards it says what opt never
 * says: what became of each weight.
 */
public final class OptCommand implements Tool {
  /** What the environment variable of this name, set to anything, makes opt write. */
  private static final String OLD_LAYOUT_VARIABLE = "PADDLE_LITE_MODEL_VERSION1";

  static final String NAIVE_BUFFER = "naivebuffer";
  private static final String PADDLE = "paddle";
  private static final String SUFFIX = ".nb";

  private final Map<String, String> environment;
  private final CommandSpec spec;

  /**
   * Create the command.
   *
   * @param environment variables of the process
   */
  public OptCommand(Map<String, String> environment) {
    this.environment = environment;
    spec = CommandSpec.wrapWithoutInspection(this).name("opt").preprocessor(new FlagSyntax());
    spec.usageMessage().customSynopsis("oar opt --model_dir=DIR --optimize_out=NAME [FLAG..]")
        .description("Optimise and quantize a model with the flags of Paddle-Lite's opt.").sortOptions(false)
        .footer("", "A flag has one dash or two, and its value behind = or a space; --noFLAG is --FLAG=false.");
    for (OptFlag flag : OptFlag.values()) {
      spec.addOption(OptionSpec.builder("--" + flag.label()).type(String.class).paramLabel(label(flag))
          .description(description(flag)).build());
    }
    spec.addOption(OptionSpec.builder("--version").versionHelp(true).description("Show the version.").build());
  }

  private static String description(OptFlag flag) {
    String help = flag.help();
    return flag.kind() == OptFlag.Kind.BOOLEAN || flag.defaultValue().isEmpty()
        ? help
        : help.substring(0, help.length() - 1) + " (default: " + flag.defaultValue() + ").";
  }

  private static String label(OptFlag flag) {
    return switch (flag.kind()) {
      case BOOLEAN -> "true|false";
      case TEXT -> "TEXT";
      case NUMBER -> "NUMBER";
    };
  }

  /** Return the command as picocli knows it. */
  public CommandSpec spec() {
    return spec;
  }

  @Override
  public void run(Providers providers, Output output) throws IOException {
    if (spec.commandLine().getParseResult().matchedOptions().isEmpty()) {
      spec.commandLine().printVersionHelp(output.out());
      spec.commandLine().usage(output.out());
      return;
    }
    OptFlags flags = flags();
    OptSettings settings = OptSettings.of(flags);
    Optional<OptMode> mode = OptMode.of(flags);
    if (mode.isPresent()) {
      new OptReport(providers, output, settings.targets()).print(mode.get(), flags);
      return;
    }
    OptRequest request = OptRequest.of(flags, settings);
    TailoringLists lists = new TailoringLists(
        settings.tailoring() ? providers.format(NAIVE_BUFFER).runtimeOperators() : List.of());
    for (OptRequest.Job job : request.models()) {
      try (Session session = new Session(new Pipeline(providers), output)) {
        run(job, settings, session, lists);
      }
    }
    if (settings.tailoring()) {
      lists.write(request.out(), output);
    }
  }

  private OptFlags flags() {
    Map<OptFlag, String> given = new EnumMap<>(OptFlag.class);
    for (OptFlag flag : OptFlag.values()) {
      String value = spec.findOption("--" + flag.label()).getValue();
      if (value != null) {
        given.put(flag, value);
      }
    }
    return new OptFlags(given);
  }

  private void run(OptRequest.Job job, OptSettings settings, Session session, TailoringLists lists)
      throws IOException {
    Pipeline pipeline = session.pipeline();
    job.model().read(pipeline, session.output());
    try (Progress _ = session.output().progress("opt", 0)) {
      convert(job, settings, pipeline);
    }
    if (settings.type() == OptSettings.Type.NAIVE_BUFFER) {
      session.output().line("2. Model is optimized and saved into " + job.out() + ".nb successfully");
    }
    session.printReports();
    if (settings.tailoring()) {
      lists.add(prepared(job, settings, pipeline));
    }
  }

  private void convert(OptRequest.Job job, OptSettings settings, Pipeline pipeline) throws IOException {
    pipeline.optimize();
    if (settings.quantizer().isPresent()) {
      pipeline.quantize(settings.quantizer().get(), Map.of(), selection(settings));
    }
    write(job, settings, pipeline);
  }

  private static WeightSelection selection(OptSettings settings) {
    return new WeightSelection(WeightSelection.DEFAULT.only(), WeightSelection.DEFAULT.except(), settings.compatible());
  }

  private void write(OptRequest.Job job, OptSettings settings, Pipeline pipeline) throws IOException {
    switch (settings.type()) {
      case NAIVE_BUFFER -> write(pipeline, Path.of(job.out() + SUFFIX), NAIVE_BUFFER, formatOptions(settings));
      case PROTOBUF -> write(pipeline, Path.of(job.out()), PADDLE, Map.of("file-names", "lite"));
    }
  }

  private Map<String, String> formatOptions(OptSettings settings) {
    Map<String, String> options = new HashMap<>(settings.formatOptions());
    if (environment.containsKey(OLD_LAYOUT_VARIABLE)) {
      options.put("meta-version", "1");
    }
    return options;
  }

  private static void write(Pipeline pipeline, Path target, String format, Map<String, String> options)
      throws IOException {
    if (target.getParent() != null) {
      Files.createDirectories(target.getParent());
    }
    OutputFiles.write(target, () -> pipeline.write(target, format, options));
  }

  /** Return the program as the .nb has it, whose kernels are chosen. */
  private Program prepared(OptRequest.Job job, OptSettings settings, Pipeline pipeline) throws IOException {
    ModelFormat format = pipeline.providers().format(NAIVE_BUFFER);
    if (settings.type() == OptSettings.Type.NAIVE_BUFFER) {
      return format.read(new ModelSource(Path.of(job.out() + SUFFIX)), Options.defaults(format));
    }
    Path folder = Files.createTempDirectory("oar-opt");
    Path file = folder.resolve("model" + SUFFIX);
    try {
      pipeline.write(file, NAIVE_BUFFER, formatOptions(settings));
      return format.read(new ModelSource(file), Options.defaults(format));
    } finally {
      Files.deleteIfExists(file);
      Files.delete(folder);
    }
  }
}
