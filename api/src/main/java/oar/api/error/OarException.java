package oar.api.error;

/**
 * Something that Oar refuses, in words for its user: what is wrong, where, the value, the rule and the remedy. Each subclass
 * is one kind of failure; anything else that escapes Oar, but for an {@link java.io.IOException}, is a defect.
 */
public abstract sealed class OarException extends RuntimeException permits InvalidInputException,
    InvalidProgramException, ModelFormatException, ProviderException, UnsupportedProgramException, UsageException {
  private static final long serialVersionUID = 1;

  OarException(String message, Throwable cause) {
    super(message, cause);
  }
}
