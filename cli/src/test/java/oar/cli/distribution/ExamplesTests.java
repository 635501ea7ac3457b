package oar.cli.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Builds the examples against the distribution as a stranger would, each as a module and as a plain jar, runs their tests, and
 * uses what came of it.
 */
@Tag("distribution")
class ExamplesTests {
  private static final Path LIB = Launched.DISTRIBUTION.resolve("lib");
  private static final Path CASES = Launched.REPOSITORY.resolve("kit/src/cases");
  private static final Path EXAMPLES = Launched.REPOSITORY.resolve("examples");

  @TempDir
  static Path workshop;

  /** The tests of the examples find the sample model beside their own folder. */
  @BeforeAll
  static void copyModel() throws IOException {
    copy(EXAMPLES.resolve("digits"), workshop.resolve("digits"));
  }

  private static void copy(Path source, Path target) throws IOException {
    try (Stream<Path> files = Files.walk(source)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = target.resolve(source.relativize(file));
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
  }

  /** Compile an example and pack it; return its folder, with the classes of its tests. */
  private static Path build(String name) throws Exception {
    Path folder = workshop.resolve(name);
    if (Files.exists(folder)) {
      return folder;
    }
    copy(EXAMPLES.resolve(name), folder);
    Path classes = folder.resolve("target/classes");
    Files.createDirectories(classes);
    if (Files.exists(folder.resolve("src/main/resources"))) {
      copy(folder.resolve("src/main/resources"), classes);
    }
    javac("-p", LIB, "-d", classes, sources(folder.resolve("src/main/java")));
    tool("jar", "--create", "--file", jar(folder), "-C", classes, ".");
    javac("-cp", jar(folder) + ":" + LIB + "/*:" + System.getProperty("java.class.path"), "-d",
        folder.resolve("target/test-classes"), sources(folder.resolve("src/test/java")));
    return folder;
  }

  private static Path jar(Path folder) {
    return folder.resolve("target").resolve(folder.getFileName() + ".jar");
  }

  private static List<Path> sources(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList();
    }
  }

  private static void javac(Object... arguments) throws Exception {
    List<Object> all = new ArrayList<>(List.of("-Xlint:all,-module,-missing-explicit-ctor", "-Werror", "-proc:none"));
    for (Object argument : arguments) {
      all.addAll(argument instanceof List<?> list ? list : List.of(argument));
    }
    tool("javac", all.toArray());
  }

  private static String tool(String name, Object... arguments) throws Exception {
    return run(Launched.JAVA_HOME.resolve("bin").resolve(name), workshop, arguments);
  }

  private static String run(Path program, Path folder, Object... arguments) throws Exception {
    List<Object> command = new ArrayList<>(List.of(program));
    command.addAll(List.of(arguments));
    Launched run = Launched.run(Launched.builder(command.toArray()).directory(folder.toFile()));
    assertEquals(0, run.status(), run.err() + run.out());
    return run.out();
  }

  @ParameterizedTest
  @CsvSource({"int4-quantizer, 50", "safetensors-format, 50", "oracle-backend, 50", "fold-relu-pass, 50",
      "paddle-lite-adapter, 3", "prediction-service, 1"})
  void theTestsOfAnExamplePass(String name, int least) throws Exception {
    Path folder = build(name);
    Path tests = folder.resolve("target/test-classes");
    String passed = run(Launched.JAVA_HOME.resolve("bin/java"), folder, "-cp",
        tests + ":" + jar(folder) + ":" + CASES + ":" + LIB + "/*:" + System.getProperty("java.class.path"),
        "--sun-misc-unsafe-memory-access=allow", ExampleRunner.class.getName(), tests);
    assertTrue(Integer.parseInt(passed.strip()) >= least, passed);
  }

  @ParameterizedTest
  @CsvSource({"int4-quantizer, quantizer, acme-int4", "oracle-backend, backend, acme-oracle",
      "fold-relu-pass, pass, acme-fold-relu", "safetensors-format, format, acme-safetensors"})
  void aPluginIsListedAndPassesItsChecks(String name, String kind, String id) throws Exception {
    Path plugin = plugin(name);
    String list = run(Launched.LAUNCHER, workshop, "plugins", "--plugin-path", plugin);
    assertTrue(
        list.lines().map(String::strip)
            .anyMatch(line -> line.startsWith(kind) && line.contains(id) && line.endsWith("ready")),
        list);
    String checks = run(Launched.LAUNCHER, workshop, "plugins", "--check", id, "--plugin-path", plugin);
    assertTrue(checks.contains(kind + " " + id + ": ") && checks.contains(" 0 failed"), checks);
  }

  /** The format is a folder with its own jar and a library. */
  private static Path plugin(String name) throws Exception {
    Path folder = build(name);
    if (!name.equals("safetensors-format")) {
      return jar(folder);
    }
    Path plugin = folder.resolve("target/plugin");
    if (!Files.exists(plugin)) {
      Files.createDirectories(plugin);
      Files.copy(jar(folder), plugin.resolve("acme.jar"));
      try (Stream<Path> libraries = Files.list(LIB)) {
        for (Path library : libraries.filter(file -> file.getFileName().toString().startsWith("gson")).toList()) {
          Files.copy(library, plugin.resolve(library.getFileName()));
        }
      }
    }
    return plugin;
  }

  @Test
  void pluginsTakePartInAChain() throws Exception {
    String out = run(Launched.LAUNCHER, workshop, "read", "digits", "optimize", "--pass", "acme-fold-relu", "quantize",
        "acme-int4:group=64", "evaluate", "digits/images.npy", "digits/labels.npy", "dequantize", "write", "text",
        "--format",
        "acme-safetensors", "--plugin-path", plugin("fold-relu-pass"), "--plugin-path", plugin("int4-quantizer"),
        "--plugin-path", plugin("safetensors-format"));
    assertTrue(out.contains("acme-int4"), out);
    assertTrue(Files.exists(workshop.resolve("text/weights.safetensors")));
    run(Launched.LAUNCHER, workshop, "read", "text", "predict", "--input", "image=digits/image.npy", "--plugin-path",
        plugin("safetensors-format"));
  }

  @Test
  void aServiceRunsOnTheClassPathAndInASmallRuntime() throws Exception {
    Path folder = build("prediction-service");
    List<String> modules = new ArrayList<>(List.of(jar(folder).toString()));
    try (Stream<Path> files = Files.list(LIB)) {
      files.map(Path::toString)
          .filter(file -> file.matches(".*/(oar-api|oar-format-paddle|oar-runtime-arm|protobuf|gson).*jar"))
          .forEach(modules::add);
    }
    String path = String.join(":", modules);
    String expected = "1000 answers from 16 threads, 10 different ones\n";
    assertEquals(expected,
        tool("java", "-cp", path, "--sun-misc-unsafe-memory-access=allow", "acme.service.Main", "digits"));
    Path runtime = workshop.resolve("runtime");
    tool("jlink", "--add-modules", "java.base,java.logging,jdk.unsupported", "--output", runtime);
    assertEquals(expected, run(runtime.resolve("bin/java"), workshop, "--enable-native-access=oar.runtime.arm",
        "--sun-misc-unsafe-memory-access=allow", "-p", path, "-m", "acme.service/acme.service.Main", "digits"));
  }
}
