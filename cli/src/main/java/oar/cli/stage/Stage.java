package oar.cli.stage;

import java.io.IOException;
import oar.api.Providers;

/** A command that takes the program that the stage before left. */
public interface Stage {
  /**
   * Check what was asked for, before any stage runs.
   *
   * @param providers the installed ones
   * @throws IOException if a file that the stage reads is not there
   */
  void check(Providers providers) throws IOException;

  /**
   * Do the stage's work.
   *
   * @param session what the stages before left
   * @throws IOException if a file cannot be read or written
   */
  void run(Session session) throws IOException;
}
