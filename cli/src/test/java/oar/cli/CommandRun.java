package oar.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Arrays;
import oar.api.Providers;

/**
 * What running commands gave.
 *
 * @param code the exit code
 * @param out what went to the standard output
 * @param err what went to the standard error stream
 */
public record CommandRun(ExitCode code, String out, String err) {
  /** The sample model of the repository. */
  public static final Path DIGITS = Path.of("..", "examples", "digits");

  /** Run commands; arguments may be texts or paths. */
  public static CommandRun of(Object... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    String[] texts = Arrays.stream(arguments).map(Object::toString).toArray(String[]::new);
    ExitCode code = new Oar(Providers::builder, new PrintWriter(out), new PrintWriter(err), false).run(texts);
    return new CommandRun(code, out.toString().replace("\r\n", "\n"), err.toString().replace("\r\n", "\n"));
  }

  /** Run commands that succeed, without a word on the standard error stream. */
  public static CommandRun successful(Object... arguments) {
    CommandRun run = of(arguments);
    assertEquals("", run.err());
    assertEquals(ExitCode.DONE, run.code());
    return run;
  }

  /** Return the output as JSON. */
  public JsonElement json() {
    return JsonParser.parseString(out);
  }
}
