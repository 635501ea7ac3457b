package oar.api.error;

/** A provider is missing, broken, or did not do what its interface asks. */
public final class ProviderException extends OarException {
  private static final long serialVersionUID = 1;

  /** Report a provider; the message names its kind, its id and, where known, its jar. */
  public ProviderException(String message) {
    super(message, null);
  }

  /** Report a provider that failed. */
  public ProviderException(String message, Throwable cause) {
    super(message, cause);
  }
}
