package oar.cli.stage;

import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Looks for the files that a command reads. */
public final class InputFiles {
  private InputFiles() {}

  /**
   * Require a file or folder.
   *
   * @throws NoSuchFileException if there is none of that name
   */
  public static void require(Path path) throws NoSuchFileException {
    if (!Files.exists(path)) {
      throw new NoSuchFileException(path.toString());
    }
  }
}
