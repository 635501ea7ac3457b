package oar.api;

import java.io.IOException;
import java.lang.module.Configuration;
import java.lang.module.FindException;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.lang.module.ResolutionException;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import oar.api.error.ProviderException;

/** A plugin that was loaded: a layer of modules and a class loader of its own. */
final class PluginLayer {
  private static final Module API = PluginLayer.class.getModule();

  private final ModuleLayer.Controller controller;
  private final List<ModuleReference> providing;

  private PluginLayer(ModuleLayer.Controller controller, List<ModuleReference> providing) {
    this.controller = controller;
    this.providing = providing;
  }

  /**
   * A class that a module names as a provider.
   *
   * @param kind of what
   * @param type the name of the class
   * @param module the module's name
   * @param jar where the module is
   */
  record Provided(ProviderKind kind, String type, String module, Path jar) {}

  /**
   * Load a plugin.
   *
   * @throws FindException if one of its jars is no jar, or is ill described
   * @throws ResolutionException if a module that it needs is missing, or a package is in two of them
   * @throws LayerInstantiationException if its classes cannot live beside those of the program
   * @throws ProviderException if it is not for this API, or provides nothing
   * @throws IOException if a manifest cannot be read
   */
  static PluginLayer open(PluginFiles files) throws IOException {
    PluginModules modules = PluginModules.of(files.jars());
    List<ModuleReference> providing = modules.providers().toList();
    requireSense(providing);
    Set<String> roots = modules.plain();
    providing.forEach(module -> roots.add(module.descriptor().name()));
    ModuleLayer parent = PluginModules.parentLayer();
    Configuration configuration = parent.configuration().resolveAndBind(modules, ModuleFinder.of(), roots);
    ClassLoader loader = API.isNamed() ? ClassLoader.getPlatformClassLoader() : PluginLayer.class.getClassLoader();
    PluginLayer layer = new PluginLayer(
        ModuleLayer.defineModulesWithOneLoader(configuration, List.of(parent), loader), providing);
    layer.link(modules);
    return layer;
  }

  /** Let modules read what no descriptor can say: an API on the class path, and plain jars each other. */
  private void link(PluginModules modules) {
    Set<Module> loaded = controller.layer().modules();
    for (Module module : loaded) {
      if (PluginModules.readsApi(modules.find(module.getName()).orElseThrow())) {
        controller.addReads(module, API);
      }
      if (modules.plain().contains(module.getName())) {
        loaded.forEach(other -> controller.addReads(module, other));
      }
    }
  }

  private static void requireSense(List<ModuleReference> providing) throws IOException {
    if (providing.isEmpty()) {
      throw new ProviderException(
          "it provides no format, quantizer, backend or pass; name the classes in its module-info or, if it has none,"
              + " in META-INF/services/oar.api.Quantizer and the like");
    }
    for (ModuleReference module : providing) {
      PluginManifest.of(jar(module)).requireApi();
      if (!PluginModules.readsApi(module)) {
        throw new ProviderException("module " + module.descriptor().name()
            + " does not read the API; its module-info must say: requires oar.api");
      }
    }
  }

  private static Path jar(ModuleReference module) {
    return Path.of(module.location().orElseThrow());
  }

  /** Return what the plugin provides. */
  List<Provided> provided() {
    List<Provided> provided = new ArrayList<>();
    for (ProviderKind kind : ProviderKind.values()) {
      for (ModuleReference module : providing) {
        PluginModules.original(module).provides().stream().filter(one -> one.service().equals(kind.service().getName()))
            .flatMap(one -> one.providers().stream())
            .forEach(type -> provided.add(new Provided(kind, type, module.descriptor().name(), jar(module))));
      }
    }
    return provided;
  }

  /**
   * Return the class of a provider, not initialized.
   *
   * @throws ProviderException if it is missing, or is no such provider
   */
  Class<? extends Provider> type(Provided provided) {
    Module module = controller.layer().findModule(provided.module()).orElseThrow();
    Class<?> type = Class.forName(module, provided.type());
    if (type == null) {
      throw new ProviderException("class " + provided.type() + " is not in the jar");
    }
    Class<? extends Provider> service = provided.kind().service();
    if (!service.isAssignableFrom(type)) {
      throw new ProviderException("class " + provided.type() + " does not implement " + service.getName());
    }
    controller.addOpens(module, type.getPackageName(), API);
    return type.asSubclass(Provider.class);
  }

  /**
   * Create a provider.
   *
   * @throws ReflectiveOperationException if its constructor is missing or throws
   */
  static Provider create(Class<? extends Provider> type) throws ReflectiveOperationException {
    if (!Modifier.isPublic(type.getModifiers())) {
      throw new ProviderException("class " + type.getName() + " is not public");
    }
    return type.getConstructor().newInstance();
  }
}
