package oar.kit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import oar.api.Backend;
import oar.api.Options;
import oar.api.Pass;
import oar.api.Provider;
import oar.api.Providers;
import oar.api.model.LodTensor;
import oar.api.model.Program;
import oar.api.model.Value;
import oar.api.model.Variable;
import oar.kit.CaseResult;
import oar.kit.OutputCheck;
import oar.kit.ProgramFeatures;
import oar.kit.ProgramGenerator;
import org.junit.jupiter.api.Test;

/**
 * What a {@link Pass} is held to: it changes how a program computes, never what, and has nothing left to do when it is
 * done.
 *
 * <pre>{@code
 * class FoldAcmeScaleTests extends PassContract {
 *   protected Pass pass() {
 *     return new FoldAcmeScale();
 *   }
 *
 *   protected Backend backend() {
 *     return new AcmeBackend();
 *   }
 *
 *   protected List<Example> examples() throws IOException {
 *     return Example.ofCases(List.of(Path.of("src/test/cases/scale.zip")));
 *   }
 * }
 * }</pre>
 */
public abstract class PassContract extends ProviderContract {
  private static final int SEEDS = 20;
  private static final int OPERATORS = 12;

  /** Create a contract. */
  protected PassContract() {}

  /** Return the pass. */
  protected abstract Pass pass();

  /** Return what runs the programs before and after. */
  protected abstract Backend backend();

  /**
   * Return programs, one of which at least is a work for the pass.
   *
   * @throws IOException if a file cannot be read
   */
  protected abstract List<Example> examples() throws IOException;

  @Override
  final Provider provider() {
    return pass();
  }

  private Program apply(Program program) {
    return pass().apply(program, Options.defaults(pass()));
  }

  @Test
  void itChangesOneOfItsExamplesAtLeast() throws IOException {
    assertTrue(examples().stream().anyMatch(example -> !apply(example.program()).equals(example.program())),
        "the pass changes none of the examples, which shows nothing");
  }

  @Test
  void appliedAgainItChangesNothing() throws IOException {
    for (Example example : examples()) {
      Program once = apply(example.program());
      assertSame(once, apply(once),
          () -> example.name() + ": the pass must return the program that it has nothing to do on");
    }
  }

  @Test
  void theGivenProgramIsNotChanged() throws IOException {
    for (Example example : examples()) {
      Program copy = example.copyOfProgram();
      apply(example.program());
      assertEquals(copy, example.program(), example.name());
    }
  }

  @Test
  void inputsAndOutputsKeepTheirNames() throws IOException {
    for (Example example : examples()) {
      Program after = apply(example.program());
      assertEquals(names(example.program().inputs()), names(after.inputs()), () -> example.name() + ": inputs");
      assertEquals(names(example.program().outputs()), names(after.outputs()), () -> example.name() + ": outputs");
    }
  }

  private static List<String> names(List<Variable> variables) {
    return variables.stream().map(Variable::name).toList();
  }

  @Test
  void predictionsAreTheSameBeforeAndAfter() throws IOException {
    List<Example> examples = examples();
    assertFalse(examples.isEmpty(), "there is no example");
    for (Example example : examples) {
      List<Value> before = predict(example.program(), example);
      List<Value> after = predict(apply(example.program()), example);
      for (int i = 0; i < before.size(); i++) {
        LodTensor expected = assertInstanceOf(LodTensor.class, before.get(i), example.name());
        CaseResult result = new OutputCheck(i, example.tolerance(), expected).check(after.get(i));
        assertInstanceOf(CaseResult.Passed.class, result, example.name());
      }
    }
  }

  private List<Value> predict(Program program, Example example) {
    Options options = Options.defaults(backend());
    return Predictions.run(backend().compile(program, options, Providers.load()), example.inputs());
  }

  @Test
  void operatorsThatItDoesNotKnowAreLeftAlone() {
    for (long seed = 0; seed < SEEDS; seed++) {
      Program program = new ProgramGenerator(seed, ProgramFeatures.ALL).next(OPERATORS);
      Program after = apply(program);
      assertEquals(program.blocks().stream().map(block -> block.operators()).toList(),
          after.blocks().stream().map(block -> block.operators()).toList(), "the operators of seed " + seed);
    }
  }
}
