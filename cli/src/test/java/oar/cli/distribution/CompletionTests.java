package oar.cli.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("distribution")
class CompletionTests {
  private static final String SCRIPT = """
      source <(oar completion)
      read -ra COMP_WORDS <<<"$1"
      COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
      _oar
      echo "${COMPREPLY[@]}"
      """;

  @TempDir
  Path folder;

  @ParameterizedTest
  @CsvSource({"oar inv, ''", "oar pl, plugins plaice", "oar read plaice q, quantize",
      "oar read plaice op, optimize opt ops",
      "oar read plaice optimize --ba, --backend", "oar quantize int8 --e, --except", "oar --sa, --save-recipe",
      "oar opt --optimize_out_, --optimize_out_type"})
  void bashCompletesCommandsOptionsAndFiles(String typed, String completions) throws Exception {
    Files.createFile(folder.resolve("plaice"));
    ProcessBuilder bash = Launched.builder("bash", "-c", SCRIPT, "bash", typed).directory(folder.toFile());
    bash.environment().merge("PATH", Launched.LAUNCHER.getParent().toString(), (path, bin) -> bin + ":" + path);
    Launched run = Launched.run(bash);
    assertEquals("", run.err());
    assertEquals(completions, run.out().strip());
  }
}
