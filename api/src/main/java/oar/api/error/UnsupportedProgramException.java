package oar.api.error;

import java.util.List;

/** A program needs something that a format or backend does not have. It lists all that is missing. */
public final class UnsupportedProgramException extends OarException {
  private static final long serialVersionUID = 1;

  private final transient List<String> problems;

  /**
   * Refuse a program.
   *
   * @param summary who cannot do it, for example {@code backend arm cannot run this program}
   * @param problems every reason, one sentence each
   */
  public UnsupportedProgramException(String summary, List<String> problems) {
    super(summary + ":\n  " + String.join("\n  ", problems), null);
    this.problems = List.copyOf(problems);
  }

  /** Return every reason. */
  public List<String> problems() {
    return problems;
  }
}
