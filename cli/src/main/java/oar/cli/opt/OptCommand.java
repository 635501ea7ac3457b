package oar.cli.opt;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import oar.api.Pipeline;
import oar.api.Providers;
import oar.api.quantization.WeightSelection;
import oar.cli.output.Output;
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

  private static final String NAIVE_BUFFER = "naivebuffer";
  private static final String PADDLE = "paddle";

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
    OptRequest request = OptRequest.of(flags());
    try (Session session = new Session(new Pipeline(providers), output)) {
      run(request, session);
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

  private void run(OptRequest request, Session session) throws IOException {
    Pipeline pipeline = session.pipeline();
    request.model().requireFiles();
    session.output().line(request.model().programLine());
    session.output().line(request.model().weightsLine());
    String format = pipeline.providers().formatOf(request.model().source()).id();
    pipeline.read(request.model().source(), format, Map.of());
    session.output().line("1. Model is successfully loaded!");
    pipeline.optimize();
    if (request.quantizer().isPresent()) {
      pipeline.quantize(request.quantizer().get(), Map.of(), selection(request));
    }
    write(request, pipeline);
    if (request.type() == OptRequest.Type.NAIVE_BUFFER) {
      session.output().line("2. Model is optimized and saved into " + request.out() + ".nb successfully");
    }
    session.printReports();
  }

  private static WeightSelection selection(OptRequest request) {
    return new WeightSelection(WeightSelection.DEFAULT.only(), WeightSelection.DEFAULT.except(), request.compatible());
  }

  private void write(OptRequest request, Pipeline pipeline) throws IOException {
    switch (request.type()) {
      case NAIVE_BUFFER -> pipeline.write(Path.of(request.out() + ".nb"), NAIVE_BUFFER,
          environment.containsKey(OLD_LAYOUT_VARIABLE) ? Map.of("meta-version", "1") : Map.of());
      case PROTOBUF -> pipeline.write(Path.of(request.out()), PADDLE, Map.of("file-names", "lite"));
    }
  }
}
