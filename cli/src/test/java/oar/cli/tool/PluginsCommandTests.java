package oar.cli.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.spi.ToolProvider;
import oar.cli.CommandRun;
import oar.cli.ExitCode;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginsCommandTests {
  private static final String NULL = "return null;";
  private static final String HANG = "try { Thread.sleep(30_000); } catch (InterruptedException e) { } return weight;";

  @TempDir
  static Path workshop;
  private static Path nothing;
  private static Path hanging;
  private static Path text;

  @TempDir
  Path folder;

  @BeforeAll
  static void writePlugins() throws IOException {
    nothing = plugin("nothing", "acme", NULL);
    hanging = plugin("hanging", "acme", HANG);
    text = Files.writeString(workshop.resolve("text.jar"), "no jar");
  }

  /** Compile a quantizer into a jar. */
  private static Path plugin(String name, String id, String body) throws IOException {
    Path source = Files.createDirectories(workshop.resolve(name).resolve(name)).resolve("Q.java");
    Files.writeString(source, """
        package %s;

        import oar.api.Options;
        import oar.api.Quantizer;
        import oar.api.model.Tensor;
        import oar.api.model.Weight;

        public final class Q implements Quantizer {
          public String id() { return "%s"; }
          public String description() { return "A fixture."; }
          public Weight quantize(String name, Weight weight, int axis, Options options) { %s }
          public Tensor dequantize(Weight weight) { return weight.tensor(); }
        }
        """.formatted(name, id, body));
    Path classes = workshop.resolve(name).resolve("classes");
    tool("javac", "-proc:none", "-cp", System.getProperty("java.class.path"), "-d", classes, source);
    Path services = Files.createDirectories(classes.resolve("META-INF/services"));
    Files.writeString(services.resolve("oar.api.Quantizer"), name + ".Q\n");
    Path jar = workshop.resolve(name + ".jar");
    tool("jar", "--create", "--file", jar, "-C", classes, ".");
    return jar;
  }

  private static void tool(String name, Object... arguments) {
    StringWriter messages = new StringWriter();
    PrintWriter log = new PrintWriter(messages);
    int status = ToolProvider.findFirst(name).orElseThrow().run(log, log,
        List.of(arguments).stream().map(Object::toString).toArray(String[]::new));
    assertEquals(0, status, messages.toString());
  }

  private static JsonObject row(CommandRun run, Path jar) {
    return run.json().getAsJsonArray().asList().stream().map(JsonElement::getAsJsonObject)
        .filter(row -> row.get("jar").getAsString().equals(jar.toString())).findFirst().orElseThrow();
  }

  @Test
  void aPluginThatCannotBeUsedIsALineWithTheReason() {
    CommandRun list = CommandRun.successful("plugins", "--plugin-path", nothing, "--plugin-path", text);
    assertTrue(list.out().lines().anyMatch(line -> line.contains(text.toString()) && line.endsWith(" failed")),
        list.out());
    assertTrue(list.out().lines().anyMatch(line -> line.startsWith("plugin text.jar: it cannot be loaded: ")),
        list.out());
    CommandRun json = CommandRun.successful("plugins", "--plugin-path", nothing, "--plugin-path", text, "--json");
    assertEquals("failed", row(json, text).get("state").getAsString());
    assertTrue(row(json, text).get("reason").getAsString().startsWith("it cannot be loaded: "));
    assertEquals("ready", row(json, nothing).get("state").getAsString());
  }

  @Test
  void whatAPluginDoesWrongIsNamedAndHasAnExitCode() {
    CommandRun run = CommandRun.of("read", CommandRun.DIGITS, "quantize", "acme", "--plugin-path", nothing);
    assertEquals(ExitCode.PLUGIN, run.code());
    assertEquals("oar: quantizer acme of " + nothing + " returns null from quantize\n", run.err());
  }

  @Test
  void aPluginThatHangsIsGivenUp() {
    CommandRun run = CommandRun.of("read", CommandRun.DIGITS, "quantize", "acme", "--plugin-path", hanging,
        "--plugin-timeout", 1);
    assertEquals(ExitCode.PLUGIN, run.code());
    assertTrue(run.err().startsWith("oar: quantizer acme of " + hanging + " has not returned from quantize within 1 s"),
        run.err());
  }

  @Test
  void anIdOfTwoPluginsIsAnErrorUntilTheUserChooses() {
    Object[] both = {"read", CommandRun.DIGITS, "quantize", "acme", "--plugin-path", nothing, "--plugin-path", hanging};
    CommandRun ambiguous = CommandRun.of(both);
    assertEquals(ExitCode.PLUGIN, ambiguous.code());
    assertTrue(ambiguous.err().contains(nothing.toString()) && ambiguous.err().contains(hanging.toString()),
        ambiguous.err());
    CommandRun chosen = CommandRun.of("read", CommandRun.DIGITS, "quantize", "acme", "--plugin-path", nothing,
        "--plugin-path", hanging, "--prefer", "acme=" + nothing);
    assertTrue(chosen.err().contains(nothing + " returns null"), chosen.err());
  }

  @Test
  void aDisabledPluginIsNotUsed() {
    CommandRun run = CommandRun.of("read", CommandRun.DIGITS, "quantize", "acme", "--plugin-path", nothing,
        "--disable-plugin", "acme");
    assertEquals(ExitCode.USAGE, run.code());
    assertTrue(run.err().contains("disabled"), run.err());
  }

  @Test
  void aMissingPluginIsWrongUsage() {
    CommandRun run = CommandRun.of("plugins", "--plugin-path", folder.resolve("x"));
    assertEquals(ExitCode.USAGE, run.code());
    assertTrue(run.err().contains(folder.resolve("x").toString()), run.err());
  }

  @Test
  void aCheckRunsTheContract() {
    JsonObject sound = CommandRun.successful("plugins", "--check", "int8", "--json").json().getAsJsonArray().get(0)
        .getAsJsonObject();
    assertTrue(sound.get("passed").getAsInt() >= 50, sound.toString());
    CommandRun broken = CommandRun.of("plugins", "--check", "acme", "--plugin-path", nothing);
    assertEquals(ExitCode.PLUGIN, broken.code());
    assertTrue(broken.out().contains("returns null from quantize"), broken.out());
  }

  @Test
  void aCheckNeedsAProvider() {
    assertEquals(ExitCode.USAGE, CommandRun.of("plugins", "--check", "nobody").code());
    assertEquals(ExitCode.USAGE, CommandRun.of("plugins", "int8").code());
    assertFalse(CommandRun.successful("plugins", "--check", "int8").out().contains("failed   "));
  }

  @Test
  void whatNeedsNoCasesOfABackendIsCheckedWithoutThem() {
    CommandRun run = CommandRun.of("plugins", "--check", "echo");
    assertEquals(ExitCode.PLUGIN, run.code());
    assertTrue(run.out().contains("failed   allUnknownOperatorsAreListedAtOnce()"), run.out());
    assertTrue(run.out().contains("skipped  oneCaseAtLeastIsSupported(): no case was run; name some with --cases"),
        run.out());
  }
}
