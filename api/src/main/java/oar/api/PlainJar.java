package oar.api;

import java.io.IOException;
import java.io.InputStream;
import java.lang.module.FindException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleReader;
import java.lang.module.ModuleReference;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/**
 * A plain jar whose file name makes no name of a module, as {@code 4bit.jar} and {@code new-format.jar} make none. The JDK
 * does not load such a jar.
 */
final class PlainJar extends ModuleReference {
  private static final String SERVICES = "META-INF/services/";
  private static final String CLASS = ".class";

  private final Path jar;

  private PlainJar(ModuleDescriptor descriptor, Path jar) {
    super(descriptor, jar.toUri());
    this.jar = jar;
  }

  /**
   * Describe a jar as an automatic module.
   *
   * @throws FindException if it cannot be read, or its services are ill described
   */
  static ModuleReference of(Path jar) {
    String stem = jar.getFileName().toString().replaceFirst("\\.jar$", "");
    try (JarFile file = open(jar)) {
      ModuleDescriptor.Builder builder = ModuleDescriptor
          .newAutomaticModule("_" + stem.replaceAll("[^A-Za-z0-9]+", "_")).packages(packages(file));
      for (String name : entries(file).filter(name -> name.startsWith(SERVICES)).toList()) {
        List<String> providers = providers(file, name);
        if (!providers.isEmpty()) {
          builder.provides(name.substring(SERVICES.length()), providers);
        }
      }
      return new PlainJar(builder.build(), jar);
    } catch (IOException | IllegalArgumentException e) {
      throw new FindException("Unable to derive module descriptor for " + jar, e);
    }
  }

  private static JarFile open(Path jar) throws IOException {
    return new JarFile(jar.toFile(), true, ZipFile.OPEN_READ, Runtime.version());
  }

  private static Stream<String> entries(JarFile file) {
    return file.versionedStream().filter(entry -> !entry.isDirectory()).map(JarEntry::getName);
  }

  private static Set<String> packages(JarFile file) {
    return entries(file).filter(name -> name.endsWith(CLASS) && name.indexOf('/') > 0 && !name.startsWith("META-INF/"))
        .map(name -> name.substring(0, name.lastIndexOf('/')).replace('/', '.')).collect(Collectors.toSet());
  }

  private static List<String> providers(JarFile file, String services) throws IOException {
    try (InputStream in = file.getInputStream(file.getJarEntry(services))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines()
          .map(line -> line.replaceFirst("#.*", "").strip()).filter(line -> !line.isEmpty()).distinct().toList();
    }
  }

  @Override
  public ModuleReader open() throws IOException {
    return new Reader(jar, open(jar));
  }

  /** Reads the files of the jar. */
  private record Reader(Path jar, JarFile file) implements ModuleReader {
    @Override
    public Optional<URI> find(String name) {
      return entry(name).map(_ -> URI.create("jar:" + jar.toUri() + "!" + Path.of("/" + name).toUri().getRawPath()));
    }

    private Optional<JarEntry> entry(String name) {
      return Optional.ofNullable(file.getJarEntry(name));
    }

    @Override
    public Optional<InputStream> open(String name) throws IOException {
      Optional<JarEntry> entry = entry(name);
      return entry.isPresent() ? Optional.of(file.getInputStream(entry.get())) : Optional.empty();
    }

    @Override
    public Stream<String> list() {
      return entries(file);
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
