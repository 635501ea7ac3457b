package oar.cli.stage;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/** Adds to a failure which file could not be written, where the system tells only why. */
public final class OutputFiles {
  private OutputFiles() {}

  /** Writes a file or folder. */
  @FunctionalInterface
  public interface Writing {
    /**
     * Write it.
     *
     * @throws IOException if it cannot be written
     */
    void run() throws IOException;
  }

  /**
   * Write a file or folder.
   *
   * @param target what is written
   * @param writing writes it
   * @throws FileSystemException if it cannot be written
   */
  public static void write(Path target, Writing writing) throws FileSystemException {
    try {
      writing.run();
    } catch (FileSystemException e) {
      throw e;
    } catch (IOException e) {
      FileSystemException named = new FileSystemException(target.toString(), null, e.getMessage());
      named.initCause(e);
      throw named;
    }
  }
}
