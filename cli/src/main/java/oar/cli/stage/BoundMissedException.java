package oar.cli.stage;

/** A quality or size that the user asked for was not reached. */
public final class BoundMissedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Report a miss; the message names what was reached and what was asked for. */
  public BoundMissedException(String message) {
    super(message);
  }
}
