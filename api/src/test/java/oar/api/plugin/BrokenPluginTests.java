package oar.api.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class BrokenPluginTests {
  private static final String GOOD = "good";
  private static final Map<String, Path> WRITTEN = new HashMap<>();

  @TempDir
  static Path workshop;

  @TempDir
  Path plugins;

  @BeforeAll
  static void writePlugins() throws IOException {
    WRITTEN.put(GOOD, PluginJar.quantizer("good.Q", GOOD).write(workshop.resolve("good.jar")));
    for (BrokenPlugin plugin : BrokenPlugin.ALL) {
      String name = "broken-" + WRITTEN.size();
      WRITTEN.put(plugin.name(), plugin.writer().write(workshop.resolve(name + ".jar")));
    }
  }

  /** Put a plugin among the others; return where it is. */
  private Path install(String name) throws IOException {
    Path source = WRITTEN.get(name);
    Path target = plugins.resolve(source.getFileName());
    try (Stream<Path> files = Files.walk(source)) {
      for (Path file : files.toList()) {
        Files.copy(file, target.resolve(source.relativize(file).toString()));
      }
    }
    return target;
  }

  static Stream<Arguments> plugins() {
    return Stream.of(RegistryRun.values())
        .flatMap(run -> BrokenPlugin.ALL.stream().map(plugin -> arguments(run, plugin)));
  }

  @ParameterizedTest
  @MethodSource("plugins")
  void aBrokenPluginIsListedWithJarAndReasonAndHurtsNoOther(RegistryRun run, BrokenPlugin broken) throws Exception {
    Path place = install(broken.name());
    install(GOOD);
    List<RegistryRun.Row> rows = run.rows(plugins);
    assertEquals(2, rows.size(), rows.toString());
    requireReady(rows);
    RegistryRun.Row row = rows.stream().filter(one -> one.location().startsWith(place.toString())).findFirst()
        .orElseThrow();
    assertEquals("FAILED", row.state());
    assertTrue(row.problem().matches("(?s)" + broken.reason()), row.problem());
  }

  private static void requireReady(List<RegistryRun.Row> rows) {
    assertTrue(rows.stream().anyMatch(row -> row.id().equals(GOOD) && row.state().equals("READY")), rows.toString());
  }

  static Stream<Arguments> pairs() {
    List<BrokenPlugin> quick = BrokenPlugin.ALL.stream().filter(plugin -> !plugin.name().contains("hangs")).toList();
    return IntStream.range(0, quick.size()).boxed().flatMap(first -> IntStream.range(first + 1, quick.size())
        .mapToObj(second -> arguments(quick.get(first), quick.get(second))));
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void twoBrokenPluginsAreBothListed(BrokenPlugin first, BrokenPlugin second) throws Exception {
    Path one = install(first.name());
    Path other = install(second.name());
    install(GOOD);
    List<RegistryRun.Row> rows = RegistryRun.MODULE_PATH.rows(plugins);
    requireReady(rows);
    for (Path place : List.of(one, other)) {
      assertEquals(List.of("FAILED"), rows.stream().filter(row -> row.location().startsWith(place.toString()))
          .map(RegistryRun.Row::state).toList(), rows.toString());
    }
  }

  @ParameterizedTest
  @EnumSource
  void anIdThatTwoPluginsHaveIsNeithers(RegistryRun run) throws Exception {
    PluginJar.quantizer("one.Q", "twin").write(plugins.resolve("one.jar"));
    PluginJar.quantizer("two.Q", "twin").write(plugins.resolve("two.jar"));
    install(GOOD);
    List<RegistryRun.Row> rows = run.rows(plugins);
    requireReady(rows);
    assertEquals(List.of("FAILED", "FAILED"),
        rows.stream().filter(row -> row.id().equals("twin")).map(RegistryRun.Row::state).toList());
    assertTrue(rows.get(1).problem().contains(rows.get(2).location()), rows.get(1).problem());
    assertTrue(rows.get(2).problem().contains(rows.get(1).location()), rows.get(2).problem());
  }

  @Test
  void allOfThemTogetherHurtNobody() throws Exception {
    for (String name : WRITTEN.keySet()) {
      install(name);
    }
    List<RegistryRun.Row> rows = RegistryRun.MODULE_PATH.rows(plugins);
    requireReady(rows);
    assertEquals(WRITTEN.size(), rows.size());
  }
}
