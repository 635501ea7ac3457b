package oar.api.plugin;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import oar.api.Provider;
import oar.api.Quantizer;

/** Compiles the sources of a plugin, and packs what came of it. */
final class PluginJar {
  /** Where the API was compiled to. */
  static final Path API = Path
      .of(URI.create(Provider.class.getProtectionDomain().getCodeSource().getLocation().toString()));

  private final Map<String, String> sources = new LinkedHashMap<>();
  private final Map<String, byte[]> files = new LinkedHashMap<>();
  private final Manifest manifest = new Manifest();
  private final List<Path> libraries = new ArrayList<>();

  PluginJar() {
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
  }

  /** Return a plugin of one quantizer, named in a services file. */
  static PluginJar quantizer(String type, String id) {
    return quantizer(type, id, "");
  }

  /**
   * Return a plugin of one quantizer, named in a services file.
   *
   * @param id what its method {@code id} returns
   * @param more members of the class
   */
  static PluginJar quantizer(String type, String id, String more) {
    return new PluginJar().source(type, quantizerSource(type, "\"" + id + "\"", more)).service(Quantizer.class, type);
  }

  /** Return the source of a quantizer that leaves weights as they are. */
  static String quantizerSource(String type, String id, String more) {
    int dot = type.lastIndexOf('.');
    return """
        package %s;

        import oar.api.Option;
        import oar.api.Options;
        import oar.api.Quantizer;
        import oar.api.model.Tensor;
        import oar.api.model.Weight;

        public class %s implements Quantizer {
          public String id() { return %s; }
          public String description() { return "A fixture."; }
          public Weight quantize(String name, Weight weight, int axis, Options options) { return weight; }
          public Tensor dequantize(Weight weight) { return weight.tensor(); }
          %s
        }
        """.formatted(type.substring(0, dot), type.substring(dot + 1), id, more);
  }

  PluginJar source(String type, String text) {
    sources.put(type, text);
    return this;
  }

  /** Read a source from a file. */
  PluginJar source(String type, Path file) {
    try {
      return source(type, Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  PluginJar module(String text) {
    return source("module-info", text);
  }

  PluginJar service(Class<?> service, String type) {
    return file("META-INF/services/" + service.getName(), type + "\n");
  }

  PluginJar file(String name, String content) {
    return file(name, content.getBytes(StandardCharsets.UTF_8));
  }

  /** Put a file into the jar, in the place of one that the compiler made. */
  PluginJar file(String name, byte[] content) {
    files.put(name, content);
    return this;
  }

  /** Leave a file out of the jar. */
  PluginJar without(String name) {
    return file(name, new byte[0]);
  }

  PluginJar manifest(String name, String value) {
    manifest.getMainAttributes().putValue(name, value);
    return this;
  }

  /** Compile against a jar. */
  PluginJar against(Path jar) {
    libraries.add(jar);
    return this;
  }

  Path write(Path jar) throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>(compile());
    entries.putAll(files);
    Files.createDirectories(jar.getParent());
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new JarEntry(JarFile.MANIFEST_NAME));
      manifest.write(out);
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        if (entry.getValue().length > 0) {
          out.putNextEntry(new JarEntry(entry.getKey()));
          out.write(entry.getValue());
        }
      }
    }
    return jar;
  }

  /** Compile the sources; return file name to content. */
  Map<String, byte[]> compile() throws IOException {
    if (sources.isEmpty()) {
      return Map.of();
    }
    Path folder = Files.createTempDirectory("plugin");
    try {
      return compile(folder);
    } finally {
      try (Stream<Path> left = Files.walk(folder)) {
        left.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
      }
    }
  }

  private Map<String, byte[]> compile(Path folder) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("-d", folder.resolve("classes").toString(), "-proc:none"));
    String path = String.join(":", Stream.concat(Stream.of(API), libraries.stream()).map(Path::toString).toList());
    arguments.addAll(List.of("-p", path, "-cp", path));
    for (Map.Entry<String, String> source : sources.entrySet()) {
      Path file = folder.resolve(source.getKey().replace('.', '/') + ".java");
      Files.createDirectories(file.getParent());
      arguments.add(Files.writeString(file, source.getValue()).toString());
    }
    StringWriter messages = new StringWriter();
    PrintWriter log = new PrintWriter(messages);
    if (ToolProvider.findFirst("javac").orElseThrow().run(log, log, arguments.toArray(String[]::new)) != 0) {
      throw new IllegalStateException(messages.toString());
    }
    return read(folder.resolve("classes"));
  }

  private static Map<String, byte[]> read(Path folder) throws IOException {
    Map<String, byte[]> classes = new LinkedHashMap<>();
    try (Stream<Path> found = Files.walk(folder)) {
      for (Path file : found.filter(Files::isRegularFile).sorted().toList()) {
        classes.put(folder.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
      }
    }
    return classes;
  }
}
