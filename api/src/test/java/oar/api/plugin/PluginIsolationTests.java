package oar.api.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import oar.api.ProviderEntry;
import oar.api.ProviderEntry.State;
import oar.api.Providers;
import oar.api.error.ProviderException;
import oar.api.error.UsageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PluginIsolationTests {
  private static final String TELL_VERSION = "public String version() { return library.Version.number(); }";

  @TempDir
  Path folder;

  /** Write a plugin with a library in a folder of its own; what it tells as its version is the library's. */
  private Path plugin(String name, String version, boolean modular) throws IOException {
    Path place = folder.resolve("plugins").resolve(name);
    PluginJar library = new PluginJar().source("library.Version", BrokenPlugin.library(version));
    PluginJar plugin = PluginJar.quantizer(name + ".Q", name, TELL_VERSION);
    if (modular) {
      library.module("module library { exports library; }");
      plugin.module("module " + name + " { requires oar.api; requires library; provides oar.api.Quantizer with " + name
          + ".Q; }");
    }
    plugin.against(library.write(place.resolve("lib/library-" + version + ".jar"))).write(place.resolve(name + ".jar"));
    return place;
  }

  private static Set<String> versions(Providers providers, String... ids) {
    return List.of(ids).stream().map(id -> id + " " + providers.quantizer(id).version()).collect(Collectors.toSet());
  }

  private static ProviderEntry entry(Providers providers, String id) {
    return providers.entries().stream().filter(entry -> entry.id().equals(id)).findFirst().orElseThrow();
  }

  @Test
  void pluginsBringDifferentVersionsOfALibrary() throws Exception {
    plugin("one", "1", true);
    plugin("two", "2", true);
    plugin("three", "3", false);
    plugin("four", "4", false);
    Providers providers = Providers.builder().pluginsIn(folder.resolve("plugins")).load();
    assertEquals(Set.of("one 1", "two 2", "three 3", "four 4"), versions(providers, "one", "two", "three", "four"));
    assertEquals(List.of("READY", "READY", "READY", "READY"),
        RegistryRun.MODULE_PATH.rows(folder.resolve("plugins")).stream().map(RegistryRun.Row::state).toList());
  }

  @Test
  void aFolderWithOnePluginAndItsLibrariesIsOnePlugin() throws IOException {
    Path place = plugin("one", "1", true);
    assertEquals(Set.of("one 1"), versions(Providers.builder().plugin(place).load(), "one"));
  }

  /** What the JDK derives from these names is not the name of a module. */
  @ParameterizedTest
  @ValueSource(strings = {"4bit", "new-format", "half-float", "class", "a b", "größe", "--"})
  void aPlainJarMayHaveAnyName(String name) throws Exception {
    PluginJar.quantizer("odd.Q", "odd", """
        public String version() {
          try (java.io.InputStream in = Q.class.getResourceAsStream("/odd/a text.txt")) {
            return new String(in.readAllBytes()) + Q.class.getClassLoader().getResource("odd/a text.txt").getProtocol();
          } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
          }
        }
        """).file("odd/a text.txt", "1 ").write(folder.resolve("plugins").resolve(name + ".jar"));
    assertEquals(Set.of("odd 1 jar"), versions(Providers.builder().pluginsIn(folder.resolve("plugins")).load(), "odd"));
    assertEquals(List.of("READY"),
        RegistryRun.MODULE_PATH.rows(folder.resolve("plugins")).stream().map(RegistryRun.Row::state).toList());
  }

  @Test
  void aFolderOfPluginsIsSeveral() throws IOException {
    plugin("one", "1", true);
    plugin("two", "2", false);
    Providers providers = Providers.builder().plugin(folder.resolve("plugins")).load();
    assertEquals(Set.of("one 1", "two 2"), versions(providers, "one", "two"));
  }

  @Test
  void aPluginThatIsNotThereIsWrongUsage() {
    UsageException refusal = assertThrows(UsageException.class, () -> Providers.builder().plugin(folder.resolve("x")));
    assertTrue(refusal.getMessage().contains(folder.resolve("x").toString()), refusal.getMessage());
  }

  @Test
  void aPluginMayBringTheApiThatItWasCompiledAgainst() throws Exception {
    Path place = plugin("one", "1", true);
    PluginJar api = new PluginJar();
    try (Stream<Path> files = Files.walk(PluginJar.API)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        api.file(PluginJar.API.relativize(file).toString(), Files.readAllBytes(file));
      }
    }
    api.write(place.resolve("lib/oar-api.jar"));
    for (RegistryRun run : RegistryRun.values()) {
      assertEquals(List.of("READY"),
          run.rows(folder.resolve("plugins")).stream().map(RegistryRun.Row::state).toList(), run.name());
    }
  }

  @Test
  void twoRegistriesLiveSideBySide() throws IOException {
    Path jar = PluginJar.quantizer("one.Q", "acme", "public String version() { return \"1\"; }")
        .write(folder.resolve("old/acme.jar"));
    Providers before = Providers.builder().plugin(jar).load();
    Path newer = PluginJar.quantizer("one.Q", "acme", "public String version() { return \"2\"; }")
        .write(folder.resolve("new/acme.jar"));
    Providers after = Providers.builder().plugin(newer).load();
    Providers without = Providers.load();
    Files.delete(jar);
    assertEquals(Set.of("acme 1"), versions(before, "acme"));
    assertEquals(Set.of("acme 2"), versions(after, "acme"));
    assertThrows(UsageException.class, () -> without.quantizer("acme"));
  }

  @Test
  void theManifestSaysWhoMadeIt() throws IOException {
    Path jar = PluginJar.quantizer("acme.Q", "acme").manifest("Implementation-Title", "Acme INT4")
        .manifest("Implementation-Version", "1.2.3").manifest("Implementation-Vendor", "Acme").write(jar("acme"));
    ProviderEntry entry = entry(Providers.builder().plugin(jar).load(), "acme");
    assertEquals("1.2.3", entry.version());
    assertEquals("Acme INT4", entry.origin().plugin());
    assertEquals("Acme", entry.origin().vendor());
    assertEquals(jar.toString(), entry.origin().location());
  }

  private Path jar(String name) {
    return folder.resolve(name + ".jar");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "0-1", "1 - 2", "0-99"})
  void aPluginMayNameTheVersionsOfTheApiThatItAccepts(String range) throws IOException {
    Path jar = PluginJar.quantizer("acme.Q", "acme").manifest("Oar-Api-Versions", range).write(jar("acme"));
    assertEquals(State.READY, entry(Providers.builder().plugin(jar).load(), "acme").state());
  }

  @Test
  void aDisabledIdIsListedAndNotUsed() throws IOException {
    Path jar = PluginJar.quantizer("acme.Q", "acme").write(jar("acme"));
    Providers providers = Providers.builder().plugin(jar).disable("acme").load();
    assertEquals(State.DISABLED, entry(providers, "acme").state());
    UsageException refusal = assertThrows(UsageException.class, () -> providers.quantizer("acme"));
    assertTrue(refusal.getMessage().contains("disabled"), refusal.getMessage());
  }

  @Test
  void oneOfTwoWithTheSameIdCanBePreferred() throws IOException {
    Path one = PluginJar.quantizer("one.Q", "twin", "public String version() { return \"1\"; }").write(jar("one"));
    Path two = PluginJar.quantizer("two.Q", "twin", "public String version() { return \"2\"; }").write(jar("two"));
    Providers both = Providers.builder().plugin(one).plugin(two).load();
    ProviderException refusal = assertThrows(ProviderException.class, () -> both.quantizer("twin"));
    assertTrue(refusal.getMessage().contains(one.toString()), refusal.getMessage());
    assertTrue(refusal.getMessage().contains(two.toString()), refusal.getMessage());
    Providers chosen = Providers.builder().plugin(one).plugin(two).prefer("twin", two).load();
    assertEquals(Set.of("twin 2"), versions(chosen, "twin"));
    assertThrows(UsageException.class, () -> Providers.builder().plugin(one).prefer("twin", two).load());
  }

  @Test
  void aPluginThatIsNamedTwiceIsOne() throws IOException {
    Path jar = PluginJar.quantizer("acme.Q", "acme").write(jar("acme"));
    assertEquals(State.READY, entry(Providers.builder().plugin(jar).plugin(jar).load(), "acme").state());
  }

  @Test
  void anIdThatIsNotInstalledIsAnsweredWithThoseThatAre() throws IOException {
    Path jar = PluginJar.quantizer("acme.Q", "acme").write(jar("acme"));
    Providers providers = Providers.builder().plugin(jar).load();
    String message = assertThrows(UsageException.class, () -> providers.quantizer("acne")).getMessage();
    assertEquals("there is no quantizer 'acne'; installed are acme; did you mean acme?", message);
  }

  @Test
  void anIdToLeaveOutMustBeThere() throws IOException {
    Path jar = PluginJar.quantizer("acme.Q", "acme").write(jar("acme"));
    UsageException refusal = assertThrows(UsageException.class,
        () -> Providers.builder().plugin(jar).disable("acne").load());
    assertEquals("there is no provider 'acne' to leave out; did you mean acme?", refusal.getMessage());
  }
}
