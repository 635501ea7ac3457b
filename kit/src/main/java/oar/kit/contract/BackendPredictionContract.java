package oar.kit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.List;
import java.util.stream.Stream;
import oar.api.CompiledModel;
import oar.api.Predictor;
import oar.api.error.InvalidInputException;
import oar.api.model.Program;
import oar.api.model.Value;
import oar.api.model.Variable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What the compiled models and predictors of a backend are held to, on some of its cases. */
abstract class BackendPredictionContract extends BackendCasesContract {
  private static final int RUNS = 3;

  @TestFactory
  Stream<DynamicTest> inputsAndOutputsAreThoseOfTheProgram() {
    return forEachOfTheSample(example -> {
      CompiledModel model = compile(example.program());
      assertEquals(names(example.program().inputs()), names(model.inputs()), "inputs");
      assertEquals(names(example.program().outputs()), names(model.outputs()), "outputs");
      try (Predictor predictor = model.newPredictor()) {
        assertEquals(names(model.outputs()),
            List.copyOf(predictor.run(Predictions.name(model, example.inputs())).keySet()), "what a run gives");
      }
    });
  }

  private static List<String> names(List<Variable> variables) {
    return variables.stream().map(Variable::name).toList();
  }

  @TestFactory
  Stream<DynamicTest> compilingAgainGivesTheSamePredictions() {
    return forEachOfTheSample(
        example -> assertEquals(Predictions.run(compile(example.program()), example.inputs()),
            Predictions.run(compile(example.program()), example.inputs())));
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
  Stream<DynamicTest> severalThreadsCompileWhatOneCompiles() {
    return forEachOfTheSample(example -> {
      List<Value> expected = Predictions.run(compile(example.program()), example.inputs());
      Concurrently.run(() -> assertEquals(expected, Predictions.run(compile(example.program()), example.inputs())));
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
  Stream<DynamicTest> predictorsOfAModelHaveNothingInCommon() {
    return forEachOfTheSample(example -> {
      CompiledModel model = compile(example.program());
      try (Predictor one = model.newPredictor()) {
        List<Value> expected = Predictions.run(model, one, example.inputs());
        try (Predictor other = model.newPredictor()) {
          assertEquals(expected, Predictions.run(model, other, example.inputs()), "another predictor");
        }
        assertEquals(expected, Predictions.run(model, one, example.inputs()), "a run after another's end");
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
  Stream<DynamicTest> inputsThatDoNotFitAreRefusedAndHurtNoLaterRun() {
    return sample().stream().filter(example -> !example.inputs().isEmpty()).limit(1).flatMap(example -> {
      CompiledModel model = compile(example.program());
      List<Value> expected = Predictions.run(model, example.inputs());
      return WrongInputs.of(model, example.inputs()).entrySet().stream()
          .map(wrong -> dynamicTest(wrong.getKey(), () -> {
            try (Predictor predictor = model.newPredictor()) {
              assertThrows(InvalidInputException.class, () -> predictor.run(wrong.getValue()));
              assertEquals(expected, Predictions.run(model, predictor, example.inputs()), "a run after it");
            }
          }));
    });
  }
}
