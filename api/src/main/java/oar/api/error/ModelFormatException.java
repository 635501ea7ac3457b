package oar.api.error;

import java.nio.file.Path;

/** A file is not what its format says: damaged, cut short, too new, or of another kind. */
public final class ModelFormatException extends OarException {
  private static final long serialVersionUID = 1;

  private final transient Path file;

  /** Refuse a file as a whole. */
  public ModelFormatException(Path file, String problem) {
    this(file, problem, null);
  }

  /** Refuse a file as a whole because of another failure. */
  public ModelFormatException(Path file, String problem, Throwable cause) {
    super(file + ": " + problem, cause);
    this.file = file;
  }

  /**
   * Refuse a file at one place.
   *
   * @param file the file
   * @param offset bytes from its beginning
   * @param problem what is wrong there, in words
   */
  public ModelFormatException(Path file, long offset, String problem) {
    this(file, "at byte " + offset + ": " + problem, null);
  }

  /** Return the file. */
  public Path file() {
    return file;
  }
}
