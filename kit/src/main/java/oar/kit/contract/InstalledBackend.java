package oar.kit.contract;

import java.nio.file.Path;
import java.util.List;
import oar.api.Backend;
import oar.api.Providers;
import org.junit.jupiter.api.Assumptions;

/** Holds a backend of a registry to its contract. */
final class InstalledBackend extends BackendContract {
  private final InstalledProvider checked = InstalledProvider.CHECKED.get();

  @Override
  Providers registry() {
    return checked.providers();
  }

  @Override
  protected Backend backend() {
    return checked.providers().backend(checked.id());
  }

  @Override
  protected List<Path> cases() {
    if (checked.cases().isEmpty()) {
      Assumptions.abort("a backend is checked with cases; name them with --cases");
    }
    return checked.cases();
  }

  /** Where the registry creates it, that is shown. */
  @Override
  void itsClassIsPublicWithAPublicConstructorWithoutParameters() {}

  @Override
  void theRegistryFindsItByItsId() {}
}
