package oar.cli.tool;

import java.io.IOException;
import oar.api.Providers;
import oar.cli.output.Output;

/** A command that stands alone. */
public interface Tool {
  /**
   * Do the command's work.
   *
   * @param providers the installed ones
   * @param output where results go
   * @throws IOException if a file cannot be read or written
   */
  void run(Providers providers, Output output) throws IOException;
}
