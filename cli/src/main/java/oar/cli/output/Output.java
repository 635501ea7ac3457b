package oar.cli.output;

import com.google.gson.GsonBuilder;
import java.io.PrintWriter;

/**
 * Where a command writes its results, and in which form.
 *
 * @param out where to
 * @param json whether results are written as JSON, and no text beside them
 * @param terminal whether somebody watches, who wants to see progress
 */
public record Output(PrintWriter out, boolean json, boolean terminal) {
  /** Print a result. */
  public void print(Result result) {
    if (json) {
      printJson(result.toJson());
    } else {
      result.print(out);
      out.flush();
    }
  }

  /** Print a line of text, unless JSON is wanted. */
  public void line(String text) {
    if (!json) {
      out.println(text);
      out.flush();
    }
  }

  /** Print a value as JSON. */
  public void printJson(Object value) {
    out.println(new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().serializeNulls().create().toJson(value));
    out.flush();
  }

  /**
   * Show progress from now on until the returned object is closed, if somebody watches and it takes long enough.
   *
   * @param task what is done, in a word
   * @param total how many steps it takes, 0 if that is not known
   */
  public Progress progress(String task, long total) {
    return terminal ? new TerminalProgress(task, total) : Progress.NONE;
  }
}
