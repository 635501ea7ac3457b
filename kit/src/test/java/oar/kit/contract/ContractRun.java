package oar.kit.contract;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * What came of running a contract on a stub.
 *
 * @param passed names of the tests that passed, one for each case of it
 * @param failed names of the tests, or of the class, that failed
 */
record ContractRun(List<String> passed, Set<String> failed) {
  /** Only the sound stubs are there for the service loader. */
  private static final Set<String> OF_SOUND_STUBS = Set.of("theRegistryFindsItByItsId",
      "itsClassIsPublicWithAPublicConstructorWithoutParameters");

  static ContractRun of(Class<?> contract) {
    ContractRun run = new ContractRun(new ArrayList<>(), new TreeSet<>());
    LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request().selectors(selectClass(contract))
        .build();
    LauncherFactory.create().execute(request, new TestExecutionListener() {
      @Override
      public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        String name = test.getSource().filter(MethodSource.class::isInstance)
            .map(source -> ((MethodSource) source).getMethodName()).orElse(test.getDisplayName());
        if (result.getStatus() == TestExecutionResult.Status.FAILED) {
          run.failed.add(name);
        } else if (result.getStatus() == TestExecutionResult.Status.SUCCESSFUL && test.isTest()) {
          run.passed.add(name);
        }
      }
    });
    return run;
  }

  /** Return the tests that failed on a stub with a defect. */
  static Set<String> failures(Class<?> contract) {
    Set<String> failures = of(contract).failed();
    failures.removeAll(OF_SOUND_STUBS);
    return failures;
  }
}
