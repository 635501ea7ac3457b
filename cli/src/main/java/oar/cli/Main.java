package oar.cli;

import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import oar.api.Providers;

/** Starts the command line in a process of its own. */
public final class Main {
  /** The launcher sets this when the standard error stream is a terminal. */
  private static final String TERMINAL = "oar.terminal";

  private Main() {}

  /** Run the commands that the arguments are, and exit with what became of them. */
  public static void main(String[] arguments) {
    PrintWriter out = new PrintWriter(new OutputStreamWriter(new StandardOutput(), System.out.charset()));
    PrintWriter err = new PrintWriter(System.err, true);
    ExitCode code = new Oar(Providers::load, out, err, Boolean.getBoolean(TERMINAL)).run(arguments);
    // Returning ends the process sooner than System.exit, which looks for a logger first.
    if (code != ExitCode.DONE) {
      System.exit(code.code());
    }
  }
}
