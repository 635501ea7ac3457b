package oar.cli;

import picocli.CommandLine.IVersionProvider;

/** Knows the version: the module's, else the jar's. */
final class OarVersion implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[]{"oar " + version()};
  }

  private static String version() {
    Module module = OarVersion.class.getModule();
    if (module.isNamed()) {
      return module.getDescriptor().rawVersion().orElse("unknown");
    }
    String implementation = OarVersion.class.getPackage().getImplementationVersion();
    return implementation == null ? "unknown" : implementation;
  }
}
