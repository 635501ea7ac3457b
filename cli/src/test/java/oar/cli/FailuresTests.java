package oar.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import oar.api.Providers;
import oar.api.error.InvalidInputException;
import oar.api.error.InvalidProgramException;
import oar.api.error.ModelFormatException;
import oar.api.error.ProviderException;
import oar.api.error.UnsupportedProgramException;
import oar.api.error.UsageException;
import oar.cli.stage.BoundMissedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FailuresTests {
  @TempDir
  Path folder;

  static Stream<Arguments> failures() {
    return Stream.of(//
        Arguments.of(2, new UsageException("no"), "no"), //
        Arguments.of(3, new ModelFormatException(Path.of("x.nb"), 12, "is bad"), "x.nb: at byte 12: is bad"), //
        Arguments.of(3, new InvalidProgramException("no"), "no"), //
        Arguments.of(3, new InvalidInputException("no"), "no"), //
        Arguments.of(4, new UnsupportedProgramException("cannot", List.of("a", "b")), "cannot:\n  a\n  b"), //
        Arguments.of(5, new BoundMissedException("no"), "no"), //
        Arguments.of(6, new NoSuchFileException("x"), "x: there is no such file or folder"), //
        Arguments.of(6, new AccessDeniedException("x"), "x: permission denied"), //
        Arguments.of(6, new NotDirectoryException("x"), "x: this is not a folder"), //
        Arguments.of(6, new FileAlreadyExistsException("x"), "x: a file is in the place of a folder"), //
        Arguments.of(6, new FileAlreadyExistsException("x", null, "it is there"), "x: it is there"), //
        Arguments.of(6, new FileSystemException("x", null, "Read-only file system"), "x: Read-only file system"), //
        Arguments.of(6, new IOException("No space left on device"), "No space left on device"), //
        Arguments.of(6, new UncheckedIOException(new NoSuchFileException("x")), "x: there is no such file or folder"), //
        Arguments.of(7, new ProviderException("no"), "no"), //
        Arguments.of(1, new OutOfMemoryError("Java heap space"),
            "there is not enough memory; allow more, as with OAR_JAVA_OPTS=-Xmx8g"), //
        Arguments.of(1, new ArithmeticException("/ by zero"), "this is a defect of Oar:"
            + " java.lang.ArithmeticException: / by zero; --verbose shows where it happened"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void aFailureIsAMessageAndACode(int code, Throwable failure, String message) {
    StringWriter err = new StringWriter();
    assertEquals(code, new Failures(new PrintWriter(err), false).report(failure).code());
    assertEquals("oar: " + message + System.lineSeparator(), err.toString());
  }

  @Test
  void verboseShowsWhereItHappened() {
    assertTrue(CommandRun.of("read", folder.resolve("x"), "--verbose").err().contains("\tat oar.cli."));
    assertFalse(CommandRun.of("read", folder.resolve("x")).err().contains("\tat "));
  }

  @Test
  void controlCharactersOfAModelDoNotReachTheTerminal() {
    StringWriter err = new StringWriter();
    new Failures(new PrintWriter(err), false).report(new InvalidProgramException("variable \u001b[2Jx\r\u202e"));
    assertEquals("oar: variable \\u001b[2Jx\\u000d\\u202e" + System.lineSeparator(), err.toString());
  }

  @Test
  void resultsThatCannotBeWrittenAreAFailure() {
    StringWriter err = new StringWriter();
    PrintWriter full = new PrintWriter(new FullDisk());
    assertEquals(ExitCode.INPUT_OUTPUT,
        new Oar(Providers::builder, full, new PrintWriter(err), false).run("--version"));
    assertEquals("oar: the results could not be written to the standard output" + System.lineSeparator(),
        err.toString());
  }

  @Test
  void aDefectOfAnythingIsReportedAndNotThrown() {
    StringWriter err = new StringWriter();
    Oar oar = new Oar(() -> {
      throw new IllegalStateException("broken");
    }, new PrintWriter(new StringWriter()), new PrintWriter(err), false);
    assertEquals(ExitCode.DEFECT, oar.run("plugins"));
    assertTrue(err.toString().contains("broken"), err.toString());
  }

  static Stream<Arguments> badFiles() {
    return Stream.of(//
        Arguments.of("model.nb", new byte[0], 3), //
        Arguments.of("model.nb", new byte[25], 3), //
        Arguments.of("model.nb", new byte[1000], 3), //
        Arguments.of("model.pdmodel", new byte[]{1, 2, 3}, 3), //
        Arguments.of("model.txt", new byte[]{'x'}, 3));
  }

  @ParameterizedTest
  @MethodSource("badFiles")
  void aBadModelIsNamedInOneMessage(String name, byte[] content, int code) throws IOException {
    Path file = Files.write(folder.resolve(name), content);
    for (String command : List.of("inspect", "read")) {
      CommandRun run = CommandRun.of(command, file);
      assertEquals(code, run.code().code(), run.err());
      assertTrue(run.err().startsWith("oar: " + file), run.err());
      assertEquals(1, run.err().lines().count(), run.err());
    }
  }

  @Test
  void aTruncatedModelIsRefusedWhereverItEnds() throws IOException {
    Path whole = folder.resolve("whole.nb");
    CommandRun.successful("read", CommandRun.DIGITS, "write", whole);
    byte[] bytes = Files.readAllBytes(whole);
    for (int length = 0; length < bytes.length; length += bytes.length / 50) {
      Path part = Files.write(folder.resolve("part.nb"), Arrays.copyOf(bytes, length));
      assertEquals(ExitCode.BAD_INPUT, CommandRun.of("inspect", part).code(), "cut at " + length);
    }
  }

  @Test
  void aTargetThatCannotBeWrittenIsNamed() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    CommandRun inFile = CommandRun.of("read", CommandRun.DIGITS, "write", file.resolve("x.nb"));
    assertEquals(ExitCode.INPUT_OUTPUT, inFile.code());
    assertTrue(inFile.err().contains(file.toString()), inFile.err());
    CommandRun overFolder = CommandRun.of("read", CommandRun.DIGITS, "write",
        Files.createDirectory(folder.resolve("d.nb")));
    assertEquals(ExitCode.INPUT_OUTPUT, overFolder.code());
    assertEquals(
        "oar: " + folder.resolve("d.nb").toAbsolutePath() + ": a folder is in the place of the file to write\n",
        overFolder.err());
    CommandRun overFile = CommandRun.of("read", CommandRun.DIGITS, "write", file, "--format", "paddle");
    assertEquals(ExitCode.INPUT_OUTPUT, overFile.code());
    assertTrue(overFile.err().contains("a file is in the place of the folder to write"), overFile.err());
  }
}
