package oar.api;

import java.io.IOException;
import java.lang.module.FindException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Provides;
import java.lang.module.ModuleDescriptor.Requires;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReader;
import java.lang.module.ModuleReference;
import java.lang.module.ResolvedModule;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The modules of a plugin's jars, described so that they see Java, Oar's API and each other, and nothing else of the program
 * that they are loaded into. A plain jar would be an automatic module, which reads every module there is: one with a library
 * of its own could not be loaded where the program has another version of that library.
 */
final class PluginModules implements ModuleFinder {
  private static final Set<String> SERVICES = Arrays.stream(ProviderKind.values()).map(kind -> kind.service().getName())
      .collect(Collectors.toUnmodifiableSet());
  private static final String API = "oar.api";

  private final ModuleLayer parent;
  private final Map<String, ModuleReference> modules = new LinkedHashMap<>();

  private PluginModules(ModuleLayer parent) {
    this.parent = parent;
  }

  /**
   * Read the descriptors of jars. What the program has of Oar itself is left out, for a plugin that brings it along has it
   * from its build.
   *
   * @throws FindException if a jar is no jar, or its module or its services are ill described
   */
  static PluginModules of(List<Path> jars) {
    PluginModules plugin = new PluginModules(parentLayer());
    jars.stream().flatMap(jar -> find(jar).stream())
        .filter(module -> !plugin.isPartOfOar(module.descriptor().name()))
        .forEach(module -> plugin.modules.putIfAbsent(module.descriptor().name(), module));
    plugin.modules.replaceAll((name, module) -> new Described(plugin.describe(module.descriptor()), module));
    return plugin;
  }

  /** What the JDK calls an illegal argument is the name that it makes of a plain jar's. */
  private static Set<ModuleReference> find(Path jar) {
    try {
      return ModuleFinder.of(jar).findAll();
    } catch (FindException e) {
      if (e.getCause() instanceof IllegalArgumentException) {
        return Set.of(PlainJar.of(jar));
      }
      throw e;
    }
  }

  /** Return the layer that the API is in, or that of the JDK where the API is on the class path. */
  static ModuleLayer parentLayer() {
    return Optional.ofNullable(PluginModules.class.getModule().getLayer()).orElse(ModuleLayer.boot());
  }

  private boolean isPartOfOar(String name) {
    return name.equals(API) || name.startsWith("oar.") && parent.findModule(name).isPresent();
  }

  private ModuleDescriptor describe(ModuleDescriptor descriptor) {
    return descriptor.isAutomatic() ? describePlain(descriptor) : describeModule(descriptor);
  }

  private ModuleDescriptor describePlain(ModuleDescriptor automatic) {
    ModuleDescriptor.Builder builder = ModuleDescriptor.newOpenModule(automatic.name());
    parent.configuration().modules().stream().map(ResolvedModule::name).filter(PluginModules::isJavaOrApi)
        .forEach(builder::requires);
    automatic.packages().forEach(builder::exports);
    automatic.provides().stream().filter(PluginModules::isForeign).forEach(builder::provides);
    automatic.rawVersion().ifPresent(builder::version);
    return builder.build();
  }

  private static boolean isJavaOrApi(String module) {
    return module.startsWith("java.") || module.startsWith("jdk.") || module.equals(API);
  }

  /** What is provided to Oar is read from the jar's own descriptor, and need not be resolved. */
  private static boolean isForeign(Provides provides) {
    return !SERVICES.contains(provides.service());
  }

  /** No named module can require one of the class path; {@link PluginLayer} lets it read that instead. */
  private static ModuleDescriptor describeModule(ModuleDescriptor descriptor) {
    ModuleDescriptor.Builder builder = ModuleDescriptor.newModule(descriptor.name(), descriptor.modifiers());
    boolean isApiNamed = PluginModules.class.getModule().isNamed();
    descriptor.requires().stream().filter(required -> isApiNamed || !required.name().equals(API))
        .forEach(builder::requires);
    descriptor.exports().forEach(builder::exports);
    descriptor.opens().forEach(builder::opens);
    descriptor.uses().forEach(builder::uses);
    descriptor.provides().stream().filter(PluginModules::isForeign).forEach(builder::provides);
    descriptor.rawVersion().ifPresent(builder::version);
    return builder.packages(descriptor.packages()).build();
  }

  /** Return the modules that provide something of Oar's. */
  Stream<ModuleReference> providers() {
    return modules.values().stream()
        .filter(module -> !original(module).provides().stream().allMatch(PluginModules::isForeign));
  }

  /** Return the descriptor that is in a module's jar. */
  static ModuleDescriptor original(ModuleReference module) {
    return ((Described) module).original.descriptor();
  }

  /** Return the names of the modules that are plain jars; these see each other, and are all there. */
  Set<String> plain() {
    return modules.values().stream().filter(module -> original(module).isAutomatic())
        .map(module -> module.descriptor().name()).collect(Collectors.toSet());
  }

  /** Tell whether a module was written to read the API. */
  static boolean readsApi(ModuleReference module) {
    return original(module).isAutomatic()
        || original(module).requires().stream().map(Requires::name).anyMatch(API::equals);
  }

  @Override
  public Optional<ModuleReference> find(String name) {
    return Optional.ofNullable(modules.get(name));
  }

  @Override
  public Set<ModuleReference> findAll() {
    return Set.copyOf(modules.values());
  }

  /** A module with a descriptor other than its jar's. */
  private static final class Described extends ModuleReference {
    private final ModuleReference original;

    Described(ModuleDescriptor descriptor, ModuleReference original) {
      super(descriptor, original.location().orElse(null));
      this.original = original;
    }

    @Override
    public ModuleReader open() throws IOException {
      return original.open();
    }
  }
}
