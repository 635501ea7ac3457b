package oar.cli;

import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import oar.cli.bench.BenchCommand;
import oar.cli.opt.OptCommand;
import oar.cli.stage.CompareCommand;
import oar.cli.stage.DequantizeCommand;
import oar.cli.stage.EvaluateCommand;
import oar.cli.stage.OptimizeCommand;
import oar.cli.stage.PredictCommand;
import oar.cli.stage.QuantizeCommand;
import oar.cli.stage.ReadCommand;
import oar.cli.stage.WriteCommand;
import oar.cli.tool.ConformanceCommand;
import oar.cli.tool.InspectCommand;
import oar.cli.tool.OpsCommand;
import oar.cli.tool.PluginsCommand;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** Every command, by name. */
final class CommandTable {
  private static final Map<String, Supplier<Object>> COMMANDS = new LinkedHashMap<>();

  static {
    COMMANDS.put("read", ReadCommand::new);
    COMMANDS.put("optimize", OptimizeCommand::new);
    COMMANDS.put("quantize", QuantizeCommand::new);
    COMMANDS.put("dequantize", DequantizeCommand::new);
    COMMANDS.put("write", WriteCommand::new);
    COMMANDS.put("predict", PredictCommand::new);
    COMMANDS.put("evaluate", EvaluateCommand::new);
    COMMANDS.put("compare", CompareCommand::new);
    COMMANDS.put("opt", () -> new OptCommand(System.getenv()).spec().versionProvider(new OarVersion()));
    COMMANDS.put("inspect", InspectCommand::new);
    COMMANDS.put("bench", BenchCommand::new);
    COMMANDS.put("conformance", ConformanceCommand::new);
    COMMANDS.put("ops", OpsCommand::new);
    COMMANDS.put("plugins", PluginsCommand::new);
    COMMANDS.put("completion", CompletionCommand::new);
  }

  private CommandTable() {}

  /** Return the names of all commands, in the order of the help. */
  static Set<String> names() {
    return COMMANDS.keySet();
  }

  /** Return a command line with every command. */
  static CommandLine all(OarCommand root) {
    return of(root, names());
  }

  /**
   * Return a command line with the commands that some arguments can name. Making the others would take longer than many a
   * command runs.
   */
  static CommandLine forArguments(OarCommand root, String... arguments) {
    List<String> given = Arrays.asList(arguments);
    boolean hasRecipe = given.stream().anyMatch(argument -> argument.startsWith("@"));
    return hasRecipe ? all(root) : of(root, new HashSet<>(given));
  }

  private static CommandLine of(OarCommand root, Set<String> wanted) {
    CommandLine commandLine = new CommandLine(root.spec());
    COMMANDS.forEach((name, command) -> {
      if (wanted.contains(name)) {
        commandLine.addSubcommand(name, command.get());
      }
    });
    return commandLine.setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF));
  }
}
