package oar.kit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import oar.api.Backend;
import oar.api.CompiledModel;
import oar.api.Options;
import oar.api.Pass;
import oar.api.Predictor;
import oar.api.Provider;
import oar.api.Providers;
import oar.api.error.InvalidInputException;
import oar.api.error.UnsupportedProgramException;
import oar.api.model.Program;
import oar.api.model.Value;
import oar.kit.Case;
import oar.kit.Conformance;
import oar.kit.ProgramFeatures;
import oar.kit.ProgramGenerator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/**
 * What a {@link Backend} is held to: it gives the expected outputs of every case whose operators it says it has, in any
 * number of threads, and refuses all else in words.
 *
 * <pre>{@code
 * class AcmeBackendTests extends BackendContract {
 *   protected Backend backend() {
 *     return new AcmeBackend();
 *   }
 *
 *   protected List<Path> cases() {
 *     return List.of(Path.of("src/test/cases"));
 *   }
 * }
 * }</pre>
 *
 * The formats of the cases' models must be installed.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class BackendContract extends InstalledProviderContract {
  private static final int RUNS = 3;
  private static final int SEVERAL_OPERATORS = 20;

  private BackendCases backendCases;
  private List<Example> sample;

  /** Create a contract. */
  protected BackendContract() {}

  /** Return the backend. */
  protected abstract Backend backend();

  /** Return folders and zip archives with cases. */
  protected abstract List<Path> cases();

  /**
   * Tell whether a case is within what the backend promises to run, if it has the operators. One that is not must be
   * refused as unsupported.
   */
  protected boolean supports(Case tested) {
    return true;
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
    backendCases = new BackendCases(cases(), registry(), backend(), this::supports);
    sample = backendCases.sample();
  }

  @AfterAll
  void closeCases() {
    if (backendCases != null) {
      backendCases.close();
    }
  }

  private CompiledModel compile(Program program) {
    return backend().compile(program, options(), registry());
  }

  @Test
  void oneCaseAtLeastIsSupported() {
    assertFalse(sample.isEmpty(), "the backend has the operators of no case, which shows nothing");
  }

  @TestFactory
  Stream<DynamicTest> everyCaseGivesTheExpectedOutputs() {
    return backendCases.tests(new Conformance(registry(), backend(), options()));
  }

  @TestFactory
  Stream<DynamicTest> everyOptimizedCaseGivesTheExpectedOutputs() {
    return backendCases.tests(new Conformance(registry(), backend(), options()).optimized());
  }

  private Stream<DynamicTest> forEachOfTheSample(ExampleTest test) {
    return sample.stream().map(example -> dynamicTest(example.name(), () -> test.run(example)));
  }

  /** A test of a supported program. */
  private interface ExampleTest {
    void run(Example example) throws InterruptedException;
  }

  @TestFactory
  Stream<DynamicTest> severalThreadsShareACompiledModel() {
    return forEachOfTheSample(example -> {
      CompiledModel model = compile(example.program());
      List<Value> expected = Predictions.run(model, example.inputs());
      Concurrently.run(() -> assertEquals(expected, Predictions.run(model, example.inputs())));
    });
  }

  @TestFactory
  Stream<DynamicTest> aPredictorGivesTheSameAgain() {
    return forEachOfTheSample(example -> {
      CompiledModel model = compile(example.program());
      List<Value> expected = Predictions.run(model, example.inputs());
      try (Predictor predictor = model.newPredictor()) {
        for (int run = 0; run < RUNS; run++) {
          assertEquals(expected, Predictions.run(model, predictor, example.inputs()), "run " + run);
        }
      }
    });
  }

  @TestFactory
  Stream<DynamicTest> compilingAndRunningLeaveTheProgramAsItIs() {
    return forEachOfTheSample(example -> {
      Program copy = example.copyOfProgram();
      Predictions.run(compile(example.program()), example.inputs());
      assertEquals(copy, example.program());
    });
  }

  @TestFactory
  Stream<DynamicTest> passesAppliedAgainChangeNothing() {
    return forEachOfTheSample(example -> {
      Program once = optimize(example.program());
      assertEquals(once, optimize(once));
    });
  }

  private Program optimize(Program program) {
    Program current = program;
    for (Pass pass : backend().passes()) {
      current = pass.apply(current, Options.defaults(pass));
    }
    return current;
  }

  @Test
  void allUnknownOperatorsAreListedAtOnce() {
    Program program = new ProgramGenerator(0, ProgramFeatures.ALL.withTraits(Set.of())).next(SEVERAL_OPERATORS);
    List<String> problems = assertThrows(UnsupportedProgramException.class, () -> compile(program)).problems();
    for (String type : ProgramFeatures.ALL.operatorTypes()) {
      assertTrue(problems.stream().anyMatch(problem -> problem.contains(type)), () -> type + " is not in " + problems);
    }
  }

  @Test
  void inputsThatDoNotFitAreRefusedAndHurtNoLaterRun() {
    Example example = sample.stream().filter(candidate -> !candidate.inputs().isEmpty()).findFirst().orElseThrow();
    CompiledModel model = compile(example.program());
    try (Predictor predictor = model.newPredictor()) {
      List<Value> expected = Predictions.run(model, predictor, example.inputs());
      WrongInputs.of(model, example.inputs()).forEach((wrong, inputs) -> {
        assertThrows(InvalidInputException.class, () -> predictor.run(inputs), example.name() + ": " + wrong);
        assertEquals(expected, Predictions.run(model, predictor, example.inputs()), "a run after " + wrong);
      });
    }
  }
}
