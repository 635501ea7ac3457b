package oar.kit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import oar.api.CompiledModel;
import oar.api.Dequantizer;
import oar.api.Options;
import oar.api.Predictor;
import oar.api.error.InvalidInputException;
import oar.api.error.InvalidProgramException;
import oar.api.model.Program;
import oar.api.model.Value;
import oar.api.model.Variable;
import oar.kit.stub.StubBackend;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BackendPredictionContractTests {
  @TempDir
  private static Path folder;

  @BeforeAll
  static void createCases() throws IOException {
    OnStubBackend.createCases(folder);
  }

  static class Counts extends OnStubBackend {
    Counts() {
      super(new StubBackend() {
        private final AtomicInteger computed = new AtomicInteger();

        @Override
        protected double compute(String operator, double x) {
          return super.compute(operator, x) + computed.incrementAndGet() * 5e-7;
        }
      });
    }
  }

  static class CountsModels extends OnStubBackend {
    CountsModels() {
      super(new StubBackend() {
        private final AtomicInteger compiled = new AtomicInteger();

        @Override
        public CompiledModel compile(Program program, Options options, Dequantizer dequantizer) {
          double shift = compiled.incrementAndGet() * 1e-6;
          return new StubBackend() {
            @Override
            protected double compute(String operator, double x) {
              return super.compute(operator, x) + shift;
            }
          }.compile(program, options, dequantizer);
        }
      });
    }
  }

  /** A backend that runs in a way of its own. */
  static class RunsDifferently extends StubBackend {
    SequencedMap<String, Value> run(CompiledModel model, Map<String, ? extends Value> inputs) {
      try (Predictor predictor = model.newPredictor()) {
        return predictor.run(inputs);
      }
    }

    void opened() {}

    void closed() {}

    @Override
    public CompiledModel compile(Program program, Options options, Dequantizer dequantizer) {
      return new Model(this, super.compile(program, options, dequantizer));
    }

    private record Model(RunsDifferently backend, CompiledModel model) implements CompiledModel, Predictor {
      @Override
      public List<Variable> inputs() {
        return model.inputs();
      }

      @Override
      public List<Variable> outputs() {
        return model.outputs();
      }

      @Override
      public Predictor newPredictor() {
        backend.opened();
        return this;
      }

      @Override
      public SequencedMap<String, Value> run(Map<String, ? extends Value> inputs) {
        return backend.run(model, inputs);
      }

      @Override
      public void close() {
        backend.closed();
      }
    }
  }

  static class GivesMoreThanOutputs extends OnStubBackend {
    GivesMoreThanOutputs() {
      super(new RunsDifferently() {
        @Override
        SequencedMap<String, Value> run(CompiledModel model, Map<String, ? extends Value> inputs) {
          SequencedMap<String, Value> more = new LinkedHashMap<>(super.run(model, inputs));
          more.put("loss", more.firstEntry().getValue());
          return more;
        }
      });
    }
  }

  static class TakesWrongInputsForWrongPrograms extends OnStubBackend {
    TakesWrongInputsForWrongPrograms() {
      super(new RunsDifferently() {
        @Override
        SequencedMap<String, Value> run(CompiledModel model, Map<String, ? extends Value> inputs) {
          try {
            return super.run(model, inputs);
          } catch (InvalidInputException e) {
            throw new InvalidProgramException("the program is wrong: " + e.getMessage());
          }
        }
      });
    }
  }

  static class TakesUnknownInputs extends OnStubBackend {
    TakesUnknownInputs() {
      super(new RunsDifferently() {
        @Override
        SequencedMap<String, Value> run(CompiledModel model, Map<String, ? extends Value> inputs) {
          Map<String, Value> known = new HashMap<>(inputs);
          known.keySet().retainAll(model.inputs().stream().map(Variable::name).toList());
          return super.run(model, known);
        }
      });
    }
  }

  static class ScribblesOnWeights extends OnStubBackend {
    ScribblesOnWeights() {
      super(new StubBackend() {
        @Override
        public CompiledModel compile(Program program, Options options, Dequantizer dequantizer) {
          Stream.ofNullable(program.weights().get("weight")).filter(weight -> weight.byteSize() > 0)
              .forEach(weight -> Scribble.over(weight.tensor()));
          return super.compile(program, options, dequantizer);
        }
      });
    }
  }

  static class ClosesAllPredictors extends OnStubBackend {
    ClosesAllPredictors() {
      super(new RunsDifferently() {
        private final ThreadLocal<Boolean> closed = ThreadLocal.withInitial(() -> false);

        @Override
        SequencedMap<String, Value> run(CompiledModel model, Map<String, ? extends Value> inputs) {
          if (closed.get()) {
            throw new IllegalStateException("a predictor of this thread was closed");
          }
          return super.run(model, inputs);
        }

        @Override
        void opened() {
          closed.set(false);
        }

        @Override
        void closed() {
          closed.set(true);
        }
      });
    }
  }

  static Stream<Arguments> defects() {
    return Stream.of(
        arguments(Counts.class,
            List.of("aPredictorGivesTheSameAgain", "compilingAgainGivesTheSamePredictions",
                "inputsThatDoNotFitAreRefusedAndHurtNoLaterRun", "predictorsOfAModelHaveNothingInCommon",
                "severalThreadsCompileWhatOneCompiles", "severalThreadsShareACompiledModel")),
        arguments(CountsModels.class,
            List.of("compilingAgainGivesTheSamePredictions", "severalThreadsCompileWhatOneCompiles")),
        arguments(GivesMoreThanOutputs.class, List.of("inputsAndOutputsAreThoseOfTheProgram")),
        arguments(TakesWrongInputsForWrongPrograms.class, List.of("inputsThatDoNotFitAreRefusedAndHurtNoLaterRun")),
        arguments(TakesUnknownInputs.class, List.of("inputsThatDoNotFitAreRefusedAndHurtNoLaterRun")),
        arguments(ScribblesOnWeights.class, List.of("compilingAndRunningLeaveTheProgramAsItIs")),
        arguments(ClosesAllPredictors.class, List.of("predictorsOfAModelHaveNothingInCommon")));
  }

  @ParameterizedTest
  @MethodSource("defects")
  void aDefectIsFoundByTheTestsThatLookForIt(Class<?> contract, List<String> tests) {
    assertEquals(tests, List.copyOf(ContractRun.failures(contract)));
  }
}
