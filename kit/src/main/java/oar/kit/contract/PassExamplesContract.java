package oar.kit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import oar.api.Backend;
import oar.api.Options;
import oar.api.Pass;
import oar.api.Provider;
import oar.api.model.LodTensor;
import oar.api.model.Program;
import oar.api.model.Value;
import oar.api.model.Variable;
import oar.kit.CaseResult;
import oar.kit.OutputCheck;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What a pass is held to on programs that run. */
abstract class PassExamplesContract extends ProviderContract {
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

  final Program apply(Program program) {
    return pass().apply(program, Options.defaults(pass()));
  }

  @Test
  void itChangesOneOfItsExamplesAtLeast() throws IOException {
    assertTrue(examples().stream().anyMatch(example -> !apply(example.program()).equals(example.program())),
        "the pass changes none of the examples, which shows nothing");
  }

  private Stream<DynamicTest> forEachExample(Consumer<Example> test) throws IOException {
    List<Example> examples = examples();
    assertFalse(examples.isEmpty(), "there is no example");
    return examples.stream().map(example -> dynamicTest(example.name(), () -> test.accept(example)));
  }

  @TestFactory
  Stream<DynamicTest> appliedAgainItChangesNothing() throws IOException {
    return forEachExample(example -> {
      Program once = apply(example.program());
      assertSame(once, apply(once), "the pass must return the program that it has nothing to do on");
    });
  }

  @TestFactory
  Stream<DynamicTest> theGivenProgramIsNotChanged() throws IOException {
    return forEachExample(example -> {
      Program copy = example.copyOfProgram();
      apply(example.program());
      assertEquals(copy, example.program());
    });
  }

  @TestFactory
  Stream<DynamicTest> inputsAndOutputsKeepTheirNames() throws IOException {
    return forEachExample(example -> {
      Program after = apply(example.program());
      assertEquals(names(example.program().inputs()), names(after.inputs()), "inputs");
      assertEquals(names(example.program().outputs()), names(after.outputs()), "outputs");
    });
  }

  private static List<String> names(List<Variable> variables) {
    return variables.stream().map(Variable::name).toList();
  }

  @TestFactory
  Stream<DynamicTest> predictionsAreTheSameBeforeAndAfter() throws IOException {
    return forEachExample(example -> requireSame(example, apply(example.program())));
  }

  private void requireSame(Example example, Program changed) {
    List<Value> before = predict(example.program(), example);
    List<Value> after = predict(changed, example);
    for (int i = 0; i < before.size(); i++) {
      LodTensor expected = assertInstanceOf(LodTensor.class, before.get(i));
      CaseResult result = new OutputCheck(i, example.tolerance(), expected).check(after.get(i));
      assertInstanceOf(CaseResult.Passed.class, result);
    }
  }

  @TestFactory
  Stream<DynamicTest> severalThreadsGetWhatOneGets() throws IOException {
    Pass shared = pass();
    return examples().stream().map(example -> dynamicTest(example.name(), () -> {
      Program expected = apply(example.program());
      Concurrently.run(() -> assertEquals(expected, shared.apply(example.program(), Options.defaults(shared))));
    }));
  }

  private List<Value> predict(Program program, Example example) {
    Options options = Options.defaults(backend());
    return Predictions.run(backend().compile(program, options, registry()), example.inputs());
  }

  @TestFactory
  Stream<DynamicTest> anEqualProgramIsChangedInTheSameWay() throws IOException {
    return forEachExample(example -> assertEquals(apply(example.program()), apply(example.copyOfProgram())));
  }

  @TestFactory
  Stream<DynamicTest> everyValueOfItsOptionsIsTaken() throws IOException {
    return examples().stream().limit(1).flatMap(example -> OptionValues.of(pass()).entrySet().stream()
        .map(options -> dynamicTest(options.getKey(),
            () -> requireSame(example, pass().apply(example.program(), options.getValue())))));
  }

  /** What an operator that nobody knows reads must be there for it, as it was. */
  @TestFactory
  Stream<DynamicTest> whatOthersReadIsStillThere() throws IOException {
    return forEachExample(example -> {
      Program shared = SharedValues.share(example.program());
      SharedValues.requireKept(shared, apply(shared));
    });
  }
}
