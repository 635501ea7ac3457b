package oar.cli;

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

  private final CommandSpec spec = CommandSpec.create().name("oar").subcommandsRepeatable(true)
      .versionProvider(new OarVersion());

  OarCommand() {
    spec.addOption(OptionSpec.builder("-h", "--help").usageHelp(true).scopeType(ScopeType.INHERIT)
        .description("Show this help.").build());
    spec.addOption(OptionSpec.builder("--version").versionHelp(true).description("Show the version.").build());
    spec.addOption(flag(JSON, "Print JSON: of a chain, an array with an object per stage."));
    spec.addOption(flag(VERBOSE, "Show where a failure came from."));
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

  boolean json() {
    return isGiven(JSON);
  }

  boolean verbose() {
    return isGiven(VERBOSE);
  }

  private boolean isGiven(String option) {
    return Boolean.TRUE.equals(spec.findOption(option).getValue());
  }
}
