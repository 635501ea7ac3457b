package oar.api.plugin;

import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Loads plugins where the API is on the class path, as it is in these tests, or where it is a module, as in the distribution.
 * The module is another copy of the API, so that all it gives back are texts.
 */
enum RegistryRun {
  CLASS_PATH {
    @Override
    Class<?> registry() {
      return oar.api.Providers.class;
    }
  },
  MODULE_PATH {
    @Override
    Class<?> registry() {
      return Class.forName(LAYER.findModule("oar.api").orElseThrow(), "oar.api.Providers");
    }
  };

  private static final Duration LIMIT = Duration.ofSeconds(2);
  private static final ModuleLayer LAYER = layer();

  private static ModuleLayer layer() {
    ModuleLayer boot = ModuleLayer.boot();
    Configuration configuration = boot.configuration().resolve(ModuleFinder.of(PluginJar.API), ModuleFinder.of(),
        Set.of("oar.api"));
    return boot.defineModulesWithOneLoader(configuration, ClassLoader.getPlatformClassLoader());
  }

  abstract Class<?> registry();

  /** Return the rows of the plugins in a folder: id, state, problem if any, and jar. */
  List<Row> rows(Path folder) throws ReflectiveOperationException {
    Object builder = registry().getMethod("builder").invoke(null);
    call(builder, "callLimit", Duration.class, LIMIT);
    call(builder, "pluginsIn", Path.class, folder);
    Object providers = call(builder, "load");
    return ((List<?>) call(providers, "entries")).stream().map(RegistryRun::row)
        .filter(row -> row.location().startsWith(folder.toString())).toList();
  }

  private static Row row(Object entry) {
    try {
      String problem = ((Optional<?>) call(entry, "problem")).map(Object::toString).orElse("");
      return new Row(call(entry, "id").toString(), call(entry, "state").toString(), problem,
          call(call(entry, "origin"), "location").toString());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Object call(Object target, String method) throws ReflectiveOperationException {
    return target.getClass().getMethod(method).invoke(target);
  }

  private static Object call(Object target, String method, Class<?> type, Object argument)
      throws ReflectiveOperationException {
    Method found = target.getClass().getMethod(method, type);
    return found.invoke(target, argument);
  }

  /** A row of the list of providers. */
  record Row(String id, String state, String problem, String location) {}
}
