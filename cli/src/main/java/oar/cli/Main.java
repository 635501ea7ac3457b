package oar.cli;

import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import oar.api.Providers;
import oar.api.ProvidersBuilder;

/** Starts the command line in a process of its own. */
public final class Main {
  /** The launcher sets this when the standard error stream is a terminal. */
  private static final String TERMINAL = "oar.terminal";

  /** The launcher sets this to the folder of the distribution's plugins. */
  private static final String PLUGINS = "oar.plugins";

  private Main() {}

  /** Run the commands that the arguments are, and exit with what became of them. */
  public static void main(String[] arguments) {
    PrintWriter out = new PrintWriter(new OutputStreamWriter(new StandardOutput(), System.out.charset()));
    PrintWriter err = new PrintWriter(System.err, true);
    ExitCode code = new Oar(Main::registry, out, err, Boolean.getBoolean(TERMINAL)).run(arguments);
    // Returning ends the process sooner than System.exit, which looks for a logger first.
    if (code != ExitCode.DONE) {
      System.exit(code.code());
    }
  }

  private static ProvidersBuilder registry() {
    String plugins = System.getProperty(PLUGINS);
    return plugins == null || !Files.isDirectory(Path.of(plugins))
        ? Providers.builder()
        : Providers.builder().pluginsIn(Path.of(plugins));
  }
}
