package oar.kit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import oar.api.Backend;
import oar.api.Options;
import oar.api.Pass;
import oar.api.error.OarException;
import oar.api.error.UnsupportedProgramException;
import oar.api.model.Program;
import oar.kit.ProgramFeatures;
import oar.kit.ProgramGenerator;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What a {@link Backend} is held to: it gives the expected outputs of every case whose operators it says it has, in any
 * number of threads, and refuses all else in words.
 *
 * <pre>{@code
 * class AcmeBackendTests extends BackendContract {
 *   protected Backend backend() {
 *     return new AcmeBackend();
 *   }
 * }
 * }</pre>
 *
 * The formats of the cases' models must be installed.
 */
public abstract class BackendContract extends BackendPredictionContract {
  private static final int SEEDS = 20;
  private static final int SEVERAL_OPERATORS = 20;

  /** Create a contract. */
  protected BackendContract() {}

  @Test
  void itSaysTheSameOfItselfAgain() {
    assertEquals(backend().unavailable(), backend().unavailable(), "why it cannot run");
    assertEquals(backend().operators(), backend().operators(), "its operators");
    assertEquals(backend().passes().stream().map(Pass::id).toList(), backend().passes().stream().map(Pass::id).toList(),
        "its passes");
  }

  @Test
  void itDescribesItsOperatorsOrSaysNothing() {
    assertFalse(backend().operators().isEmpty(), "it has no operators");
    backend().operators()
        .forEach(type -> assertNotNull(backend().describe(type), () -> type + " is described by null"));
  }

  @TestFactory
  Stream<DynamicTest> everyValueOfItsOptionsIsTaken() {
    return sample().stream().limit(1).flatMap(example -> OptionValues.of(backend()).entrySet().stream()
        .map(options -> dynamicTest(options.getKey(), () -> {
          int outputs = example.program().outputs().size();
          assertEquals(outputs, Predictions
              .run(backend().compile(example.program(), options.getValue(), registry()), example.inputs()).size());
        })));
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

  @TestFactory
  Stream<DynamicTest> foreignProgramsAreRefusedAsUnsupported() {
    return LongStream.range(0, SEEDS).mapToObj(seed -> dynamicTest("a program of seed " + seed, () -> {
      Program foreign = new ProgramGenerator(seed, ProgramFeatures.ALL).next(SEVERAL_OPERATORS);
      assertThrows(UnsupportedProgramException.class, () -> compile(foreign));
      assertThrows(UnsupportedProgramException.class, () -> compile(optimize(foreign)), "with its passes");
    }));
  }

  @TestFactory
  Stream<DynamicTest> spoiledProgramsAreRefusedInWordsOrRun() {
    return sample().stream().flatMap(example -> ProgramDamage.of(example.program())
        .map(damage -> dynamicTest(example.name() + ", " + damage.description(), () -> {
          try {
            Predictions.run(compile(damage.program()), example.inputs());
          } catch (OarException e) {
            assertNotNull(e.getMessage());
          } catch (RuntimeException | Error e) {
            fail("it must be refused in words, by an OarException, not by " + e, e);
          }
        })));
  }
}
