package oar.api.error;

/** A program contradicts itself or the definition of one of its operators. */
public final class InvalidProgramException extends OarException {
  private static final long serialVersionUID = 1;

  /** Refuse a program; the message names operator, variable, value and rule. */
  public InvalidProgramException(String message) {
    super(message, null);
  }

  /** Refuse a program because of another failure. */
  public InvalidProgramException(String message, Throwable cause) {
    super(message, cause);
  }
}
