package oar.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The options that all commands share. */
@Command(name = "oar", subcommandsRepeatable = true, versionProvider = OarVersion.class, synopsisSubcommandLabel = "COMMAND..",
    description = "Make trained Paddle models small and fast, and run them.",
    footer = {"",
        "read, optimize, quantize, dequantize, write, predict, evaluate and compare form chains:",
        "  oar read MODEL optimize quantize int8 write SMALL.nb",
        "@FILE stands for the arguments in a file, # begins a comment there. 'oar COMMAND --help' tells more.",
        "",
        "Exit codes: 0 done, 1 a defect of Oar, 2 wrong usage, 3 a bad model or input file, 4 not supported,",
        "5 a quality or size bound missed, 6 input/output failed, 7 a plugin failed."})
final class OarCommand {
  @Option(names = {"-h", "--help"}, usageHelp = true, scope = ScopeType.INHERIT, description = "Show this help.")
  private boolean help;

  @Option(names = "--version", versionHelp = true, description = "Show the version.")
  private boolean version;

  @Option(names = "--json", scope = ScopeType.INHERIT, description = "Print JSON: an array with an object per stage.")
  private boolean json;

  @Option(names = "--verbose", scope = ScopeType.INHERIT, description = "Show where a failure came from.")
  private boolean verbose;

  boolean json() {
    return json;
  }

  boolean verbose() {
    return verbose;
  }
}
