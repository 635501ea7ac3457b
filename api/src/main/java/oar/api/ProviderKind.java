package oar.api;

/** The kinds of providers, one for each service interface. */
public enum ProviderKind {
  /** {@link ModelFormat}. */
  FORMAT("format", ModelFormat.class),
  /** {@link Quantizer}. */
  QUANTIZER("quantizer", Quantizer.class),
  /** {@link Backend}. */
  BACKEND("backend", Backend.class),
  /** {@link Pass}. */
  PASS("pass", Pass.class);

  private final String label;
  private final Class<? extends Provider> service;

  ProviderKind(String label, Class<? extends Provider> service) {
    this.label = label;
    this.service = service;
  }

  /** Return the kind's name for users. */
  public String label() {
    return label;
  }

  /** Return the interface that providers of this kind implement. */
  public Class<? extends Provider> service() {
    return service;
  }
}
