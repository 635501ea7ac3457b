package oar.cli.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import oar.cli.CommandRun;
import oar.cli.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpsCommandTests {
  private static final String PROGRAM = "model.pdmodel";

  @TempDir
  Path folder;

  @Test
  void theOperatorsOfABackendAreListedWithWhatItSaysOfThem() {
    List<String> lines = CommandRun.successful("ops").out().lines().toList();
    assertTrue(lines.getFirst().matches("backend arm runs \\d+ operators"), lines.getFirst());
    assertTrue(lines.get(1).matches("  operator +tier  data types +refused"), lines.get(1));
    assertTrue(lines.stream().anyMatch(line -> line.matches("  rnn +2  float32, float64")), String.join("\n", lines));
    assertTrue(lines.stream().anyMatch(line -> line.matches("  reshape2 +1  any")), String.join("\n", lines));
    assertEquals("tier 3: language, sequences, control flow", lines.getLast());
  }

  @Test
  void theListHasTheSameAsJson() {
    JsonObject list = CommandRun.successful("ops", "--json").json().getAsJsonObject();
    assertEquals("arm", list.get("backend").getAsString());
    JsonObject first = list.getAsJsonArray("operators").get(0).getAsJsonObject();
    assertEquals(Set.of("type", "tier", "data_types", "refused"), first.keySet());
    assertEquals("abs", first.get("type").getAsString());
  }

  @Test
  void aBackendNeedNotDescribeItsOperators() {
    assertTrue(CommandRun.successful("ops", "--backend", "echo").out().contains("  feed\n  fetch\n"));
    assertEquals("{\"backend\":\"echo\",\"operators\":[{\"type\":\"feed\"},{\"type\":\"fetch\"}]}",
        CommandRun.successful("ops", "--backend=echo", "--json").json().toString());
  }

  @Test
  void operatorsThatAreAlikeShareARowOfMarkdown() {
    String markdown = CommandRun.successful("ops", "--markdown").out();
    assertTrue(markdown.startsWith("| Tier | Data types | Operators | Refused |\n|---|---|---|---|\n| 1 | "), markdown);
    List<String> rows = markdown.lines().filter(line -> line.contains("`crf_decoding`")).toList();
    assertEquals(1, rows.size(), markdown);
    assertTrue(rows.getFirst().contains("`viterbi_decode`") && rows.getFirst().startsWith("| 3 | float32, float64 | "),
        markdown);
  }

  @Test
  void readmeHasTheMarkdown() throws IOException {
    String readme = Files.readString(CommandRun.DIGITS.resolve("../../README.md"));
    assertTrue(readme.contains(CommandRun.successful("ops", "--markdown").out().strip()),
        "README.md does not have the table that 'oar ops --markdown' prints");
  }

  @Test
  void aModelThatRunsIsSaidTo() {
    String out = CommandRun.successful("ops", CommandRun.DIGITS).out();
    assertTrue(out.startsWith("backend arm runs this model\n  count  operator"), out);
    assertTrue(out.lines().anyMatch(line -> line.matches(" +4  conv2d +yes")), out);
    JsonObject json = CommandRun.successful("ops", CommandRun.DIGITS, "--json").json().getAsJsonObject();
    assertEquals(Set.of("backend", "operators", "problems"), json.keySet());
    assertEquals("[]", json.get("problems").toString());
  }

  @Test
  void everythingThatIsNotSupportedIsNamed() throws IOException {
    Path model = digitsWith("relu", "rely", "softmax", "hardmax");
    CommandRun run = CommandRun.of("ops", model);
    assertEquals(ExitCode.UNSUPPORTED, run.code());
    assertTrue(run.out().startsWith("backend arm does not run this model\n"), run.out());
    assertTrue(run.out().lines().anyMatch(line -> line.matches(" +1  hardmax +no")), run.out());
    assertEquals("""
        oar: backend arm cannot run this program:
          operator type rely is not supported
          operator type hardmax is not supported
        """, run.err());
    JsonObject json = CommandRun.of("ops", model, "--json").json().getAsJsonObject();
    assertEquals("[\"operator type rely is not supported\",\"operator type hardmax is not supported\"]",
        json.get("problems").toString());
  }

  /** Copy the sample model, with words of its program replaced by others of the same length. */
  private Path digitsWith(String... words) throws IOException {
    Path copy = folder.resolve("model");
    Files.createDirectories(copy);
    try (Stream<Path> files = Files.list(CommandRun.DIGITS)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, copy.resolve(file.getFileName()));
      }
    }
    Path program = copy.resolve(PROGRAM);
    String text = Files.readString(program, StandardCharsets.ISO_8859_1);
    for (int i = 0; i < words.length; i += 2) {
      text = text.replace(words[i], words[i + 1]);
    }
    Files.writeString(program, text, StandardCharsets.ISO_8859_1);
    return copy;
  }

  @Test
  void whatIsSaidOfAModelNeedsOne() {
    CommandRun format = CommandRun.of("ops", "--format", "paddle");
    assertEquals(ExitCode.USAGE, format.code());
    assertTrue(format.err().startsWith("oar: which model?"), format.err());
    CommandRun markdown = CommandRun.of("ops", CommandRun.DIGITS, "--markdown");
    assertEquals(ExitCode.USAGE, markdown.code());
    assertTrue(markdown.err().contains("--markdown is for the list of a backend's operators"), markdown.err());
  }
}
