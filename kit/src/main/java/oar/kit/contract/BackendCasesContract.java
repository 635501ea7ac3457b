package oar.kit.contract;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import oar.api.Backend;
import oar.api.CompiledModel;
import oar.api.Options;
import oar.api.Provider;
import oar.api.Providers;
import oar.api.model.Program;
import oar.kit.Case;
import oar.kit.Conformance;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** What a backend is held to by cases with known results. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class BackendCasesContract extends InstalledProviderContract {
  private BackendCases backendCases;
  private List<Example> sample;

  /** Return the backend. */
  protected abstract Backend backend();

  /**
   * Return folders and zip archives with cases. Left alone, they are those of Oar's own backend: the artifact {@code oar-kit}
   * with the classifier {@code cases}, which must be on the class path of the tests.
   */
  protected List<Path> cases() {
    return List.of(KitCases.find().orElseThrow(() -> new IllegalStateException(
        "there are no cases on the class path; add the artifact oar-kit with the classifier cases to the tests'"
            + " dependencies, or override cases()")));
  }

  /**
   * Tell whether the backend promises to run a case if it has the operators. One that it does not promise may be refused as
   * unsupported, for a mode of an operator that it does not have; the test is reported as skipped, with the reason.
   *
   * @return false, if not overridden, for any case
   */
  protected boolean promises(Case tested) {
    return false;
  }

  /** Return the options to compile with. */
  protected Options options() {
    return Options.defaults(backend());
  }

  @Override
  final Provider provider() {
    return backend();
  }

  @Override
  final Provider installed(Providers registry, String id) {
    return registry.backend(id);
  }

  @BeforeAll
  void openCases() throws IOException {
    backend().unavailable().ifPresent(Assumptions::abort);
    backendCases = new BackendCases(cases(), registry(), backend(), this::promises);
    sample = backendCases.sample(conformance());
  }

  @AfterAll
  void closeCases() {
    if (backendCases != null) {
      backendCases.close();
    }
  }

  private Conformance conformance() {
    return new Conformance(registry(), backend(), options());
  }

  final CompiledModel compile(Program program) {
    return backend().compile(program, options(), registry());
  }

  /** A test of a program that the backend runs. */
  interface ExampleTest {
    void run(Example example) throws InterruptedException;
  }

  final Stream<DynamicTest> forEachOfTheSample(ExampleTest test) {
    return sample.stream().map(example -> dynamicTest(example.name(), () -> test.run(example)));
  }

  final List<Example> sample() {
    return sample;
  }

  @Test
  void oneCaseAtLeastIsSupported() {
    assertFalse(sample.isEmpty(), "the backend has the operators of no case, which shows nothing");
  }

  @TestFactory
  Stream<DynamicTest> everyOperatorOfTheBackendPassesACase() {
    return backendCases.testsOfOperators(conformance());
  }

  @TestFactory
  Stream<DynamicTest> everyCaseGivesTheExpectedOutputs() {
    return backendCases.tests(conformance());
  }

  @TestFactory
  Stream<DynamicTest> everyOptimizedCaseGivesTheExpectedOutputs() {
    return backend().passes().isEmpty() ? Stream.empty() : backendCases.tests(conformance().optimized());
  }
}
