package oar.kit.contract;

import java.nio.file.Path;
import java.util.List;
import oar.api.Backend;
import oar.api.Providers;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

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
    return checked.cases();
  }

  @Override
  @Test
  void oneCaseAtLeastIsSupported() {
    if (checked.cases().isEmpty()) {
      Assumptions.abort("no case was run; name some with --cases");
    }
    super.oneCaseAtLeastIsSupported();
  }

  /** Where the registry creates it, that is shown. */
  @Override
  void itsClassIsPublicWithAPublicConstructorWithoutParameters() {}

  @Override
  void theRegistryFindsItByItsId() {}
}
