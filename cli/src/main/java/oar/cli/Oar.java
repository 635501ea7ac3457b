package oar.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.function.Supplier;
import oar.api.ProvidersBuilder;
import oar.api.error.UsageException;
import oar.cli.output.Output;
import oar.cli.stage.TakesProviderOptions;
import oar.cli.tool.PluginsCommand;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** The command line, apart from any process. */
public final class Oar {
  private final Supplier<ProvidersBuilder> registry;
  private final PrintWriter out;
  private final PrintWriter err;
  private final boolean terminal;

  /**
   * Create a command line.
   *
   * @param registry finds the installed providers, when a command needs them
   * @param out where results go
   * @param err where messages go
   * @param terminal whether somebody watches, who wants to see progress
   */
  public Oar(Supplier<ProvidersBuilder> registry, PrintWriter out, PrintWriter err, boolean terminal) {
    this.registry = registry;
    this.out = out;
    this.err = err;
    this.terminal = terminal;
  }

  /** Run the commands that the arguments are. */
  public ExitCode run(String... arguments) {
    OarCommand options = new OarCommand();
    try {
      ParseResult parsed = CommandTable.forArguments(options, arguments).parseArgs(arguments);
      List<CommandLine> commands = parsed.asCommandLineList();
      if (!printHelp(commands, options)) {
        run(commands, options);
        if (options.recipe().isPresent()) {
          Recipe.write(options.recipe().get(), parsed);
        }
      }
      requireWritten();
      return ExitCode.DONE;
    } catch (Throwable failure) {
      out.flush();
      return new Failures(err, options.verbose()).report(failure);
    }
  }

  /** Print what one of the commands was asked about itself; return whether one was. */
  private boolean printHelp(List<CommandLine> commands, OarCommand options) {
    for (CommandLine command : commands) {
      if (command.isVersionHelpRequested()) {
        command.printVersionHelp(out);
        return true;
      }
      if (command.isUsageHelpRequested()) {
        printUsage(command == commands.getFirst() ? CommandTable.all(new OarCommand()) : command, options);
        return true;
      }
    }
    return false;
  }

  private void printUsage(CommandLine command, OarCommand options) {
    command.usage(out);
    if (command.getCommand() instanceof TakesProviderOptions taker) {
      ProviderOptions.print(out, options.plugins().load(registry.get()), taker.optionsOf());
    }
    if (command.getCommand() instanceof PluginsCommand) {
      options.plugins().printHelp(out, command);
    } else {
      out.println();
      out.println("Any command takes options that choose plugins: see 'oar plugins --help'.");
    }
  }

  private void run(List<CommandLine> commands, OarCommand options) throws IOException {
    List<Object> given = commands.stream().skip(1).<Object>map(CommandLine::getCommand).toList();
    if (given.isEmpty()) {
      throw new UsageException("which command? There are " + String.join(", ", CommandTable.names())
          + "; 'oar --help' tells what they do");
    }
    Chain.run(given, options.plugins().load(registry.get()), new Output(out, options.json(), terminal));
  }

  /** A print writer keeps failures to itself. */
  private void requireWritten() throws IOException {
    if (out.checkError()) {
      throw new IOException("the results could not be written to the standard output");
    }
  }
}
