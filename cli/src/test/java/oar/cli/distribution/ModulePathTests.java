package oar.cli.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("distribution")
class ModulePathTests {
  private static final ModuleFinder MODULES = ModuleFinder.of(Launched.DISTRIBUTION.resolve("lib"));

  private static List<String> providers(String json) {
    return JsonParser.parseString(json).getAsJsonArray().asList().stream().map(JsonElement::getAsJsonObject)
        .map(ModulePathTests::describe).toList();
  }

  private static String describe(JsonObject provider) {
    return String.join(" ", List.of("kind", "id", "version", "state", "jar").stream()
        .map(key -> provider.get(key).getAsString()).toList());
  }

  @Test
  void theProvidersOfTheModulePathAreThoseOfTheClassPath() throws Exception {
    Launched onModulePath = Launched.oar("plugins", "--json");
    Launched onClassPath = Launched
        .run(Launched.builder(Launched.JAVA_HOME.resolve("bin/java"), "--sun-misc-unsafe-memory-access=allow", "-cp",
            Launched.DISTRIBUTION.resolve("lib") + "/*", "oar.cli.Main", "plugins", "--json"));
    assertEquals(0, onModulePath.status(), onModulePath.err());
    assertEquals(0, onClassPath.status(), onClassPath.err());
    assertEquals(providers(onClassPath.out()), providers(onModulePath.out()));
    assertTrue(providers(onModulePath.out()).size() >= 5);
    assertTrue(onModulePath.out().contains("\"module\": \"oar.format.paddle\""));
    assertTrue(onClassPath.out().contains("\"module\": \"(class path)\""));
  }

  private static ModuleDescriptor module(String name) {
    return MODULES.find(name).map(ModuleReference::descriptor).orElseThrow();
  }

  @Test
  void theApiNeedsJavaBaseAlone() {
    assertEquals(Set.of("java.base"), module("oar.api").requires().stream().map(ModuleDescriptor.Requires::name)
        .collect(Collectors.toSet()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"oar.format.paddle", "oar.format.naivebuffer", "oar.quant.int8", "oar.quant.int16",
      "oar.runtime.arm"})
  void aProviderModuleExportsNothing(String name) {
    assertEquals(Set.of(), module(name).exports());
    assertEquals(1, module(name).provides().size());
  }

  @Test
  void packagesAreNamedAfterTheirModule() {
    List<ModuleDescriptor> own = MODULES.findAll().stream().map(ModuleReference::descriptor)
        .filter(module -> module.name().startsWith("oar.")).toList();
    assertEquals(8, own.size());
    for (ModuleDescriptor module : own) {
      assertTrue(module.packages().stream().allMatch(name -> name.startsWith(module.name())), module.name());
      assertTrue(module.rawVersion().isPresent(), module.name());
    }
  }
}
