package oar.api.error;

/** Data given to a model does not fit it: an input is missing, unknown, or of the wrong type or shape. */
public final class InvalidInputException extends OarException {
  private static final long serialVersionUID = 1;

  /** Refuse an input; the message names it, what it is and what it should be. */
  public InvalidInputException(String message) {
    super(message, null);
  }

  /** Refuse an input because of another failure. */
  public InvalidInputException(String message, Throwable cause) {
    super(message, cause);
  }
}
