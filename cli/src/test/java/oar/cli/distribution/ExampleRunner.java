package oar.cli.distribution;

import java.nio.file.Path;
import java.util.Set;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** Runs the tests of a folder of classes in a process of its own: tells how many passed, and exits with how many did not. */
public final class ExampleRunner {
  private ExampleRunner() {}

  /** Run the tests in the folder that the argument names, which is on the class path, too. */
  public static void main(String[] arguments) {
    LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
        .selectors(DiscoverySelectors.selectClasspathRoots(Set.of(Path.of(arguments[0])))).build();
    SummaryGeneratingListener listener = new SummaryGeneratingListener();
    LauncherFactory.create().execute(request, listener);
    TestExecutionSummary summary = listener.getSummary();
    summary.getFailures()
        .forEach(failure -> System.err
            .println(failure.getTestIdentifier().getDisplayName() + ": " + failure.getException()));
    System.out.println(summary.getTestsSucceededCount());
    System.exit(Math.toIntExact(summary.getTotalFailureCount()));
  }
}
