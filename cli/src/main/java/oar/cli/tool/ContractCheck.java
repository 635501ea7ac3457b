package oar.cli.tool;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import oar.api.ProviderEntry;
import oar.api.Providers;
import oar.kit.contract.InstalledProvider;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs the contracts of the kit on installed providers. */
final class ContractCheck {
  private final Providers providers;
  private final List<Path> cases;

  /**
   * Prepare checks.
   *
   * @param cases for backends and passes
   */
  ContractCheck(Providers providers, List<Path> cases) {
    this.providers = providers;
    this.cases = cases;
  }

  /** Hold a provider to its contract. */
  ContractCheckResult.Row run(ProviderEntry entry) {
    LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
        .selectors(DiscoverySelectors.selectClass(InstalledProvider.contract(entry.kind().orElseThrow()))).build();
    Tally tally = new Tally();
    ScopedValue.where(InstalledProvider.CHECKED, new InstalledProvider(providers, entry.id(), cases))
        .run(() -> LauncherFactory.create().execute(request, tally));
    return new ContractCheckResult.Row(entry, tally.passed, tally.failures, tally.skipped);
  }

  /** Counts tests. */
  private static final class Tally implements TestExecutionListener {
    private final List<String> failures = new ArrayList<>();
    private final List<String> skipped = new ArrayList<>();
    private int passed;

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
      switch (result.getStatus()) {
        case SUCCESSFUL -> passed += test.isTest() ? 1 : 0;
        case FAILED -> failures.add(describe(test, result));
        case ABORTED -> skipped.add(describe(test, result));
      }
    }

    private static String describe(TestIdentifier test, TestExecutionResult result) {
      return test.getDisplayName() + ": " + result.getThrowable().map(Throwable::getMessage).orElse("");
    }
  }
}
