package oar.kit.contract;

import java.nio.file.Path;
import java.util.List;
import oar.api.ProviderKind;
import oar.api.Providers;

/**
 * A provider of a registry that its contract is run on, in place of a test class that its author wrote.
 *
 * @param providers the registry
 * @param id the provider's
 * @param cases folders and zip archives with cases, for a backend or a pass
 */
public record InstalledProvider(Providers providers, String id, List<Path> cases) {
  /** The provider that is checked, in the thread that runs the tests. */
  public static final ScopedValue<InstalledProvider> CHECKED = ScopedValue.newInstance();

  /** Name a provider. */
  public InstalledProvider {
    cases = List.copyOf(cases);
  }

  /** Return the class with the tests of a kind of providers, for JUnit to run. */
  public static Class<?> contract(ProviderKind kind) {
    return switch (kind) {
      case FORMAT -> InstalledFormat.class;
      case QUANTIZER -> InstalledQuantizer.class;
      case BACKEND -> InstalledBackend.class;
      case PASS -> InstalledPass.class;
    };
  }
}
