package oar.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import oar.api.Providers;
import oar.api.ProvidersBuilder;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ScopeType;

/** The options that choose plugins, which all commands share, and the help of {@code plugins} explains. */
final class PluginOptions {
  private final OptionSpec paths = option("--plugin-path", "PATH", "Load a plugin's jar, a folder with its jars, or a"
      + " folder of plugins. Repeatable.").type(List.class).auxiliaryTypes(Path.class).build();
  private final OptionSpec disabled = option("--disable-plugin", "ID", "Leave out the providers of an id. Repeatable.")
      .type(List.class).auxiliaryTypes(String.class).splitRegex(",").build();
  private final OptionSpec preferred = option("--prefer", "ID=JAR", "Choose one of several providers that have one id."
      + " Repeatable.").type(Map.class).auxiliaryTypes(String.class, Path.class).build();
  private final OptionSpec seconds = option("--plugin-timeout", "SECONDS", "How long one call of a plugin may take"
      + " (default: 60).").type(Long.class).build();

  private static OptionSpec.Builder option(String name, String label, String description) {
    return OptionSpec.builder(name).paramLabel(label).arity("1").scopeType(ScopeType.INHERIT).hidden(true)
        .description(description);
  }

  void addTo(CommandSpec spec) {
    spec.addOption(paths).addOption(disabled).addOption(preferred).addOption(seconds);
  }

  /** Print what the options mean, which the help of no command says. */
  void printHelp(PrintWriter out, CommandLine command) {
    Help.Layout layout = command.getHelp().createDefaultLayout();
    for (OptionSpec option : List.of(paths, disabled, preferred, seconds)) {
      layout.addOption(option, command.getHelp().createDefaultParamLabelRenderer());
    }
    out.println();
    out.println("Options that choose plugins, with any command:");
    out.print(layout);
  }

  /** Find the providers as the options want them. */
  Providers load(ProvidersBuilder builder) {
    List<Path> plugins = paths.<List<Path>>getValue();
    (plugins == null ? List.<Path>of() : plugins).forEach(builder::plugin);
    List<String> ids = disabled.<List<String>>getValue();
    (ids == null ? List.<String>of() : ids).forEach(builder::disable);
    Map<String, Path> choices = preferred.<Map<String, Path>>getValue();
    (choices == null ? Map.<String, Path>of() : choices).forEach(builder::prefer);
    Long limit = seconds.getValue();
    if (limit != null) {
      builder.callLimit(Duration.ofSeconds(limit));
    }
    return builder.load();
  }
}
