package oar.cli.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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

  @TempDir
  Path temporary;

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
    for (String name : List.of("README.md", "CONTRIBUTING.md")) {
      Path document = Launched.REPOSITORY.resolve(name);
      if (Files.exists(document)) {
        documents.add(document);
        assertFalse(name.equals("README.md") && commands(Files.readString(document)).isEmpty(),
            "README.md shows no command");
      }
    }
    Path docs = Launched.REPOSITORY.resolve("docs");
    if (Files.exists(docs)) {
      try (Stream<Path> files = Files.walk(docs)) {
        files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(documents::add);
      }
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
