package oar.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import oar.api.Providers;
import oar.api.error.UsageException;
import oar.cli.output.Output;
import picocli.CommandLine;

/** The command line, apart from any process. */
public final class Oar {
  private final Supplier<Providers> providers;
  private final PrintWriter out;
  private final PrintWriter err;
  private final boolean terminal;

  /**
   * Create a command line.
   *
   * @param providers finds the installed ones, when a command needs them
   * @param out where results go
   * @param err where messages go
   * @param terminal whether somebody watches, who wants to see progress
   */
  public Oar(Supplier<Providers> providers, PrintWriter out, PrintWriter err, boolean terminal) {
    this.providers = providers;
    this.out = out;
    this.err = err;
    this.terminal = terminal;
  }

  /** Run the commands that the arguments are. */
  public ExitCode run(String... arguments) {
    CommandLine root = CommandTable.forArguments(arguments);
    OarCommand options = root.getCommand();
    try {
      List<CommandLine> commands = root.parseArgs(arguments).asCommandLineList();
      if (!printHelp(commands)) {
        run(commands, options);
      }
      requireWritten();
      return ExitCode.DONE;
    } catch (Throwable failure) {
      out.flush();
      return new Failures(err, options.verbose()).report(failure);
    }
  }

  /** Print what one of the commands was asked about itself; return whether one was. */
  private boolean printHelp(List<CommandLine> commands) {
    Optional<CommandLine> asked = commands.stream()
        .filter(command -> command.isUsageHelpRequested() || command.isVersionHelpRequested()).findFirst();
    asked.ifPresent(command -> {
      if (command.isVersionHelpRequested()) {
        command.printVersionHelp(out);
      } else {
        (command == commands.getFirst() ? CommandTable.all() : command).usage(out);
      }
    });
    return asked.isPresent();
  }

  private void run(List<CommandLine> commands, OarCommand options) throws IOException {
    List<Object> given = commands.stream().skip(1).<Object>map(CommandLine::getCommand).toList();
    if (given.isEmpty()) {
      throw new UsageException("which command? There are " + String.join(", ", CommandTable.names())
          + "; 'oar --help' tells what they do");
    }
    Chain.run(given, providers.get(), new Output(out, options.json(), terminal));
  }

  /** A print writer keeps failures to itself. */
  private void requireWritten() throws IOException {
    if (out.checkError()) {
      throw new IOException("the results could not be written to the standard output");
    }
  }
}
