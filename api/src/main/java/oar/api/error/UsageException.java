package oar.api.error;

/** What the caller asked for makes no sense: an unknown name, a value out of its range, stages in an impossible order. */
public final class UsageException extends OarException {
  private static final long serialVersionUID = 1;

  /** Refuse a request; the message names the value, the rule and what would be possible. */
  public UsageException(String message) {
    super(message, null);
  }
}
