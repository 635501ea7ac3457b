package oar.cli.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the commands that the documents show: every line of a block marked {@code sh} that begins with {@code oar} or
 * {@code ./oar}. The commands of one document run one after the other in one folder, which has the repository's examples. A
 * comment {@code # exits 5} tells that a command is to exit with 5.
 */
@Tag("distribution")
class DocumentationTests {
  private static final Pattern BLOCK = Pattern.compile("^```sh\\n(.*?)^```", Pattern.DOTALL | Pattern.MULTILINE);
  private static final Pattern STATUS = Pattern.compile("# exits (\\d+)");

  private static final Pattern JAVA = Pattern.compile("^```java\\n(.*?)^```", Pattern.DOTALL | Pattern.MULTILINE);
  private static final Path README = Launched.REPOSITORY.resolve("README.md");

  @TempDir
  Path temporary;

  @Test
  void theFirstCommandConvertsTheSample() throws IOException {
    assertEquals("./oar read examples/digits optimize quantize int8 write digits.nb evaluate examples/digits/images.npy"
        + " examples/digits/labels.npy", commands(Files.readString(README)).getFirst());
  }

  @Test
  void theJavaOfTheReadmeIsThatOfTheExampleAndDoesTheSame() throws Exception {
    Matcher java = JAVA.matcher(Files.readString(README));
    assertTrue(java.find());
    Path source = Launched.DIGITS.resolve("Digits.java");
    assertEquals(Files.readString(source), java.group(1));
    Path folder = folder(README);
    Launched run = Launched.run(Launched
        .builder(Launched.JAVA_HOME.resolve("bin/java"), "--enable-native-access=ALL-UNNAMED", "--class-path",
            Launched.DISTRIBUTION.resolve("lib") + "/*", source)
        .directory(folder.toFile()));
    assertEquals(0, run.status(), run.err());
    assertEquals("bytes: " + Files.size(folder.resolve("digits.nb")), run.out().lines().findFirst().orElseThrow());
    assertTrue(run.out().contains("right: 590 before, "), run.out());
  }

  @TestFactory
  Stream<DynamicTest> theCommandsOfTheDocumentsWork() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (Path document : documents()) {
      Path folder = folder(document);
      for (String command : commands(Files.readString(document))) {
        tests.add(dynamicTest(Launched.REPOSITORY.relativize(document) + ": " + command, () -> run(command, folder)));
      }
    }
    return tests.stream();
  }

  private static List<Path> documents() throws IOException {
    List<Path> documents = new ArrayList<>();
    documents.add(README);
    documents.add(Launched.REPOSITORY.resolve("CONTRIBUTING.md"));
    try (Stream<Path> files = Files.walk(Launched.REPOSITORY.resolve("docs"))) {
      files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(documents::add);
    }
    return documents;
  }

  /** Return the commands of a document, those on several lines in one. */
  private static List<String> commands(String text) {
    List<String> commands = new ArrayList<>();
    Matcher block = BLOCK.matcher(text);
    while (block.find()) {
      block.group(1).replaceAll("\\\\\\n\\s*", "").lines().map(String::strip)
          .filter(line -> line.startsWith("oar ") || line.startsWith("./oar ")).forEach(commands::add);
    }
    return commands;
  }

  private Path folder(Path document) throws IOException {
    Path folder = Files.createDirectory(temporary.resolve(document.getFileName().toString()));
    Files.createSymbolicLink(folder.resolve("oar"), Launched.LAUNCHER);
    copyExamples(folder.resolve("examples"));
    return folder;
  }

  private static void copyExamples(Path target) throws IOException {
    Path examples = Launched.REPOSITORY.resolve("examples");
    try (Stream<Path> files = Files.walk(examples)) {
      for (Path file : files.toList()) {
        Files.copy(file, target.resolve(examples.relativize(file)));
      }
    }
  }

  private static void run(String command, Path folder) throws IOException, InterruptedException {
    ProcessBuilder shell = Launched.builder("sh", "-c", command).directory(folder.toFile());
    shell.environment().put("PATH", Launched.LAUNCHER.getParent() + ":" + shell.environment().get("PATH"));
    Launched run = Launched.run(shell);
    Matcher status = STATUS.matcher(command);
    assertEquals(status.find() ? Integer.parseInt(status.group(1)) : 0, run.status(), run.err());
  }
}
