package oar.kit.contract;

import java.io.IOException;
import java.util.List;
import oar.api.Backend;
import oar.api.Pass;
import oar.api.Pipeline;
import oar.api.Providers;
import org.junit.jupiter.api.Assumptions;

/** Holds a pass of a registry to its contract. */
final class InstalledPass extends PassContract {
  private final InstalledProvider checked = InstalledProvider.CHECKED.get();

  @Override
  Providers registry() {
    return checked.providers();
  }

  @Override
  protected Pass pass() {
    return checked.providers().pass(checked.id());
  }

  @Override
  protected Backend backend() {
    return checked.providers().backend(Pipeline.DEFAULT_BACKEND);
  }

  @Override
  protected List<Example> examples() throws IOException {
    if (checked.cases().isEmpty()) {
      Assumptions.abort("a pass is checked with cases; name them with --cases");
    }
    return Example.ofCases(checked.cases(), checked.providers());
  }

  /** The cases were not made for it. */
  @Override
  void itChangesOneOfItsExamplesAtLeast() {}
}
