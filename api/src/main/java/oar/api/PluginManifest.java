package oar.api;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import oar.api.error.ProviderException;

/**
 * What a plugin's jar says of the plugin in its manifest. Whatever is not said is {@code unknown}, but for the versions of the
 * API: a plugin that names none accepts any.
 *
 * @param title the plugin's name
 * @param version the plugin's version
 * @param vendor who made it
 * @param apiVersions the versions of the API that it accepts, as {@code 1} or {@code 1-3}; empty for any
 */
record PluginManifest(String title, String version, String vendor, Optional<String> apiVersions) {
  private static final String API_VERSIONS = "Oar-Api-Versions";
  private static final Pattern RANGE = Pattern.compile("\\s*(\\d{1,9})\\s*(?:-\\s*(\\d{1,9})\\s*)?");
  static final PluginManifest EMPTY = new PluginManifest(ProviderOrigin.UNKNOWN, ProviderOrigin.UNKNOWN,
      ProviderOrigin.UNKNOWN, Optional.empty());

  /**
   * Read the manifest of a jar, or of a folder with what a jar has.
   *
   * @throws IOException if there is one that cannot be read
   */
  static PluginManifest of(Path place) throws IOException {
    if (Files.isRegularFile(place)) {
      try (JarFile jar = new JarFile(place.toFile())) {
        return jar.getManifest() == null ? EMPTY : of(jar.getManifest());
      }
    }
    Path file = place.resolve(JarFile.MANIFEST_NAME);
    if (!Files.exists(file)) {
      return EMPTY;
    }
    try (InputStream in = Files.newInputStream(file)) {
      return of(new Manifest(in));
    }
  }

  private static PluginManifest of(Manifest manifest) {
    Attributes attributes = manifest.getMainAttributes();
    return new PluginManifest(text(attributes, "Implementation-Title"), text(attributes, "Implementation-Version"),
        text(attributes, "Implementation-Vendor"), Optional.ofNullable(attributes.getValue(API_VERSIONS)));
  }

  private static String text(Attributes attributes, String name) {
    String value = attributes.getValue(name);
    return value == null || value.isBlank() ? ProviderOrigin.UNKNOWN : value.strip();
  }

  boolean hasTitle() {
    return !title.equals(ProviderOrigin.UNKNOWN);
  }

  /**
   * Check that the plugin accepts this API.
   *
   * @throws ProviderException if it does not
   */
  void requireApi() {
    apiVersions.ifPresent(PluginManifest::requireApi);
  }

  private static void requireApi(String range) {
    Matcher matcher = RANGE.matcher(range);
    if (!matcher.matches()) {
      throw new ProviderException("its manifest has " + API_VERSIONS + " '" + range
          + "'; that must be a number or a range of numbers, as 1 or 1-3");
    }
    int least = Integer.parseInt(matcher.group(1));
    int greatest = matcher.group(2) == null ? least : Integer.parseInt(matcher.group(2));
    if (Providers.API_VERSION < least || greatest < Providers.API_VERSION) {
      throw new ProviderException("it accepts version " + range.strip() + " of Oar's API, and this is version "
          + Providers.API_VERSION + "; get a newer " + (least > Providers.API_VERSION ? "Oar" : "version of it"));
    }
  }
}
