/**
 * What a provider is held to: cases with known results and the runner behind {@code oar conformance}, NumPy's array
 * files, accuracy and error figures, and the contract tests that the author of a provider extends. JUnit Jupiter is
 * needed for the contracts alone.
 */
module oar.kit {
  requires transitive oar.api;
  requires com.google.gson;
  requires static transitive org.junit.jupiter.api;

  exports oar.kit;
  exports oar.kit.contract;

  opens oar.kit.contract to org.junit.platform.commons;
}
