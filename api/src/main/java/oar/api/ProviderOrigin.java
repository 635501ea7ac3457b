package oar.api;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Optional;

/**
 * Where a provider comes from.
 *
 * @param plugin the name of the plugin: its manifest's {@code Implementation-Title}, else its module or file
 * @param version the plugin's: its manifest's {@code Implementation-Version}, or {@code unknown}
 * @param vendor who made it: its manifest's {@code Implementation-Vendor}, or {@code unknown}
 * @param location the jar or folder, or {@code unknown}
 * @param module the name of its module, or {@code (class path)}
 */
public record ProviderOrigin(String plugin, String version, String vendor, String location, String module) {
  static final String UNKNOWN = "unknown";
  private static final String CLASS_PATH = "(class path)";

  /** Nobody knows where. */
  static ProviderOrigin nowhere() {
    return new ProviderOrigin(UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN);
  }

  /** Return the origin of a plugin that could not be loaded. */
  static ProviderOrigin of(PluginFiles files) {
    return new ProviderOrigin(files.location().getFileName().toString(), UNKNOWN, UNKNOWN, files.location().toString(),
        UNKNOWN);
  }

  /** Return the origin of a module, or of a class path's jar. */
  static ProviderOrigin of(Path place, Optional<String> module, PluginManifest manifest) {
    String name = manifest.hasTitle() ? manifest.title() : module.orElse(place.getFileName().toString());
    return new ProviderOrigin(name, manifest.version(), manifest.vendor(), place.toString(),
        module.orElse(CLASS_PATH));
  }

  /** Return the origin of a class, as far as it is known without opening its jar. */
  static ProviderOrigin of(Class<?> type) {
    String module = Optional.ofNullable(type.getModule().getName()).orElse(CLASS_PATH);
    String location = place(type).map(Path::toString).or(() -> source(type).map(URI::toString)).orElse(UNKNOWN);
    return new ProviderOrigin(module, ProviderVersion.of(type), UNKNOWN, location, module);
  }

  /** Return the origin of a class, with what its jar says. */
  static ProviderOrigin withManifest(Class<?> type, PluginManifest manifest) {
    return place(type).map(place -> of(place, Optional.ofNullable(type.getModule().getName()), manifest))
        .orElseGet(() -> of(type));
  }

  /** Return the jar or folder that a class comes from; empty if it is in the image of a runtime. */
  static Optional<Path> place(Class<?> type) {
    return source(type).filter(uri -> "file".equals(uri.getScheme())).map(Path::of);
  }

  private static Optional<URI> source(Class<?> type) {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    try {
      return source == null || source.getLocation() == null
          ? Optional.empty()
          : Optional.of(source.getLocation().toURI());
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }
}
