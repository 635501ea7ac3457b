package oar.cli.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("distribution")
@Timeout(300)
class SystemFailureTests {
  private static final int WRITES = 500;

  @TempDir
  Path folder;

  private static Launched shell(String script, Object... arguments) throws IOException, InterruptedException {
    List<Object> command = new ArrayList<>(List.of("sh", "-c", script, Launched.LAUNCHER));
    command.addAll(List.of(arguments));
    return Launched.run(Launched.builder(command.toArray()));
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  @ParameterizedTest
  @CsvSource({"INT, 130", "TERM, 143"})
  void aProcessThatIsStoppedLeavesWholeFilesAlone(String signal, int status) throws Exception {
    List<Object> command = new ArrayList<>(List.of(Launched.LAUNCHER, "read", Launched.DIGITS));
    for (int i = 0; i < WRITES; i++) {
      command.addAll(List.of("write", folder.resolve(i + ".nb")));
    }
    Process process = Launched.builder(command.toArray()).redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD).start();
    while (process.isAlive() && files().size() < 5) {
      Thread.sleep(1);
    }
    assertEquals(0, Launched.run(Launched.builder("kill", "-" + signal, process.pid())).status());
    assertEquals(status, process.waitFor());
    List<Path> files = files();
    long size = Files.size(folder.resolve("0.nb"));
    for (Path file : files) {
      assertTrue(file.toString().endsWith(".nb"), file + " is left");
      assertEquals(size, Files.size(file), file + " is not whole");
    }
    assertTrue(files.size() < WRITES, "the process was done before it was stopped");
  }

  @ParameterizedTest
  @ValueSource(strings = {"small.nb", "folder"})
  void aModelThatDoesNotFitLeavesNoFile(String name) throws Exception {
    Path target = folder.resolve(name);
    Launched run = shell("ulimit -f 8; exec \"$0\" \"$@\"", "read", Launched.DIGITS, "write", target);
    assertEquals("oar: " + target + ": File too large\n", run.err());
    assertEquals(6, run.status());
    try (Stream<Path> left = Files.walk(folder)) {
      assertEquals(List.of(), left.filter(Files::isRegularFile).toList());
    }
  }

  @Test
  void anArrayThatDoesNotFitLeavesNoFile() throws Exception {
    Launched run = shell("ulimit -f 8; exec \"$0\" \"$@\"", "read", Launched.DIGITS, "predict", "--input",
        "image=" + Launched.DIGITS.resolve("images.npy"), "--output", folder);
    assertEquals("oar: " + folder.resolve("out_0.npy") + ": File too large\n", run.err());
    assertEquals(6, run.status());
    assertEquals(List.of(), files());
  }

  @ParameterizedTest
  @ValueSource(strings = {">/dev/full", ">&-"})
  void anOutputThatTakesNothingIsAFailure(String redirection) throws Exception {
    Launched run = shell("exec \"$0\" \"$@\" " + redirection, "plugins");
    assertEquals("oar: the results could not be written to the standard output\n", run.err());
    assertEquals(6, run.status());
  }

  @Test
  void aReaderThatHasSeenEnoughIsNone() throws Exception {
    Launched run = shell("{ \"$0\" \"$@\"; echo $? >&2; } | head -n 1", "inspect", Launched.DIGITS);
    assertEquals(Launched.DIGITS + " (paddle)\n", run.out());
    assertEquals("0\n", run.err());
  }
}
