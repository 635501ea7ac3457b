package oar.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HelpTests {
  static Set<String> commands() {
    return CommandTable.names();
  }

  @Test
  void oarExplainsItself() throws IOException {
    assertEquals(golden("oar"), CommandRun.successful("--help").out());
    assertEquals(golden("oar"), CommandRun.successful("-h").out());
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandExplainsItself(String command) throws IOException {
    assertEquals(golden(command), withoutProviderOptions(CommandRun.successful(command, "--help").out()));
  }

  private static String withoutProviderOptions(String help) {
    return help.replaceFirst("(?s)\\nOptions of every .*", "");
  }

  @Test
  void theOptionsOfProvidersAreExplained() {
    String formats = CommandRun.successful("write", "--help").out();
    assertTrue(formats.contains("""

        Options of every format, with their defaults:
          naivebuffer: meta-version=as-read, one of as-read, 1, 2
        """), formats);
    String backends = CommandRun.successful("evaluate", "--help").out();
    assertTrue(backends.contains("  echo: mode=tensor, one of tensor, array, broken, picky\n      what to give\n"),
        backends);
  }

  @Test
  void helpGoesBeforeWhateverElseIsWrong() throws IOException {
    assertEquals(golden("quantize"),
        withoutProviderOptions(CommandRun.successful("read", "x", "quantize", "-h").out()));
  }

  @Test
  void theVersionIsTold() {
    assertTrue(CommandRun.successful("--version").out().matches("oar \\S+\n"));
    assertEquals(CommandRun.successful("--version"), CommandRun.successful("opt", "--version"));
  }

  private static String golden(String command) throws IOException {
    try (InputStream text = HelpTests.class.getResourceAsStream("help/" + command + ".txt")) {
      return new String(text.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
