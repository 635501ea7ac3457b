package oar.cli;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ScopeType;

/**
 * The command {@code oar}: the options that all commands share. It has no annotations, since reading the first ones takes a
 * while.
 */
final class OarCommand {
  private static final String JSON = "--json";
  private static final String VERBOSE = "--verbose";
  private static final String SAVE_RECIPE = "--save-recipe";

  private final CommandSpec spec = CommandSpec.create().name("oar").subcommandsRepeatable(true)
      .versionProvider(new OarVersion());

  private final PluginOptions plugins = new PluginOptions();

  OarCommand() {
    spec.addOption(OptionSpec.builder("-h", "--help").usageHelp(true).scopeType(ScopeType.INHERIT)
        .description("Show this help.").build());
    spec.addOption(OptionSpec.builder("--version").versionHelp(true).description("Show the version.").build());
    spec.addOption(flag(JSON, "Print JSON: of a chain, an array with an object per stage."));
    spec.addOption(flag(VERBOSE, "Show where a failure came from."));
    plugins.addTo(spec);
    spec.addOption(OptionSpec.builder(SAVE_RECIPE).type(Path.class).paramLabel("FILE")
        .description("Write the arguments behind this to a file, when all is done.").build());
    spec.usageMessage().synopsisSubcommandLabel("COMMAND..")
        .description("Make trained Paddle models small and fast, and run them.")
        .footer("", //
            "read, optimize, quantize, dequantize, write, predict, evaluate and compare form", //
            "chains: oar read MODEL optimize quantize int8 write SMALL.nb", //
            "@FILE stands for the arguments in a file, in which # begins a comment.", //
            "'oar COMMAND --help' tells more.", //
            "", //
            "Exit codes: 0 done, 1 a defect of Oar, 2 wrong usage, 3 a bad model or input", //
            "file, 4 not supported, 5 a quality or size bound missed, 6 input/output failed,", //
            "7 a plugin failed.");
  }

  private static OptionSpec flag(String name, String description) {
    return OptionSpec.builder(name).type(boolean.class).arity("0").scopeType(ScopeType.INHERIT)
        .description(description).build();
  }

  /** Return the command as picocli knows it, without its subcommands. */
  CommandSpec spec() {
    return spec;
  }

  /** Return the options that choose plugins. */
  PluginOptions plugins() {
    return plugins;
  }

  boolean json() {
    return isGiven(JSON);
  }

  boolean verbose() {
    return isGiven(VERBOSE);
  }

  /** Return where to write the arguments to. */
  Optional<Path> recipe() {
    return Optional.ofNullable(spec.findOption(SAVE_RECIPE).getValue());
  }

  private boolean isGiven(String option) {
    return Boolean.TRUE.equals(spec.findOption(option).getValue());
  }
}
