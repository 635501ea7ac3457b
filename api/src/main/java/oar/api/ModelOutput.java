package oar.api;

import java.io.IOException;
import java.nio.channels.FileChannel;

/**
 * Where a model is written to: one file, or files in a folder. What a format creates appears under its final name when the
 * whole model is written, and not at all if that fails.
 */
public interface ModelOutput {
  /**
   * Create the target as one file.
   *
   * @return a channel to write to, closed by the caller
   * @throws IOException if it cannot be created
   */
  FileChannel createFile() throws IOException;

  /**
   * Create a file in the target, which becomes a folder.
   *
   * @param name a name without any separator
   * @return a channel to write to, closed by the caller
   * @throws IOException if it cannot be created
   */
  FileChannel createFile(String name) throws IOException;
}
