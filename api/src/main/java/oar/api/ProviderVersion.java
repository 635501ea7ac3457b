package oar.api;

/** Finds out which version of a jar a class comes from. */
final class ProviderVersion {
  private ProviderVersion() {}

  static String of(Class<?> type) {
    var descriptor = type.getModule().getDescriptor();
    if (descriptor != null && descriptor.rawVersion().isPresent()) {
      return descriptor.rawVersion().get();
    }
    String manifest = type.getPackage().getImplementationVersion();
    return manifest == null ? "unknown" : manifest;
  }
}
