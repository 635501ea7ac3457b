package oar.kit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import oar.api.Backend;
import oar.api.CompiledModel;
import oar.api.Dequantizer;
import oar.api.Options;
import oar.api.Pass;
import oar.api.Predictor;
import oar.api.error.InvalidInputException;
import oar.api.error.InvalidProgramException;
import oar.api.error.UnsupportedProgramException;
import oar.api.model.Program;
import oar.api.model.Value;
import oar.api.model.Variable;
import oar.kit.Case;
import oar.kit.stub.CaseFixture;
import oar.kit.stub.StubBackend;
import oar.kit.stub.StubPass;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BackendContractTests {
  @TempDir
  private static Path folder;

  @BeforeAll
  static void createCases() throws IOException {
    CaseFixture.create(folder.resolve("add"), 2, 3, 4, 5).withProgram("model.pdmodel", "add_one");
    CaseFixture.create(folder.resolve("double"), 2, 4, 6, 8).withProgram("model.pdmodel", "double")
        .withProgram("model.nb", "twice");
    CaseFixture.create(folder.resolve("both"), 4, 6, 8, 10).withProgram("model.pdmodel", "add_one", "double");
    CaseFixture.create(folder.resolve("unknown"), 2, 4, 6, 8).withProgram("model.pdmodel", "double", "ghost");
  }

  /** Holds a stub to the contract. */
  abstract static class OnStub extends BackendContract {
    private final Backend backend;

    OnStub(Backend backend) {
      this.backend = backend;
    }

    @Override
    protected Backend backend() {
      return backend;
    }

    @Override
    protected List<Path> cases() {
      return List.of(folder);
    }
  }

  static class Sound extends OnStub {
    Sound() {
      super(new StubBackend());
    }
  }

  static class IsALittleOff extends OnStub {
    IsALittleOff() {
      super(new StubBackend() {
        @Override
        protected double compute(String operator, double x) {
          return super.compute(operator, x) + (operator.equals("add_one") ? 0.01 : 0);
        }
      });
    }
  }

  static class IsOffWhenOptimized extends OnStub {
    IsOffWhenOptimized() {
      super(new StubBackend() {
        @Override
        public List<Pass> passes() {
          return List.of(new PassContractTests.ChangesWhatIsComputed().pass());
        }
      });
    }
  }

  static class ClaimsWhatItHasNot extends OnStub {
    ClaimsWhatItHasNot() {
      super(new StubBackend() {
        @Override
        public Set<String> operators() {
          Set<String> operators = new HashSet<>(super.operators());
          operators.add("ghost");
          return operators;
        }
      });
    }
  }

  static class HasNoOperators extends OnStub {
    HasNoOperators() {
      super(new StubBackend() {
        @Override
        public Set<String> operators() {
          return Set.of();
        }
      });
    }
  }

  static class Counts extends OnStub {
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

  static class StopsAtTheFirstUnknown extends OnStub {
    StopsAtTheFirstUnknown() {
      super(new StubBackend() {
        @Override
        public CompiledModel compile(Program program, Options options, Dequantizer dequantizer) {
          try {
            return super.compile(program, options, dequantizer);
          } catch (UnsupportedProgramException e) {
            throw new UnsupportedProgramException("the program does not run", e.problems().subList(0, 1));
          }
        }
      });
    }
  }

  /** A backend that runs in a way of its own. */
  abstract static class RunsDifferently extends StubBackend {
    abstract SequencedMap<String, Value> run(CompiledModel model, Map<String, ? extends Value> inputs);

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
        return this;
      }

      @Override
      public SequencedMap<String, Value> run(Map<String, ? extends Value> inputs) {
        return backend.run(model, inputs);
      }

      @Override
      public void close() {}
    }
  }

  static class TakesWrongInputsForWrongPrograms extends OnStub {
    TakesWrongInputsForWrongPrograms() {
      super(new RunsDifferently() {
        @Override
        SequencedMap<String, Value> run(CompiledModel model, Map<String, ? extends Value> inputs) {
          try (Predictor predictor = model.newPredictor()) {
            return predictor.run(inputs);
          } catch (InvalidInputException e) {
            throw new InvalidProgramException("the program is wrong: " + e.getMessage());
          }
        }
      });
    }
  }

  static class TakesUnknownInputs extends OnStub {
    TakesUnknownInputs() {
      super(new RunsDifferently() {
        @Override
        SequencedMap<String, Value> run(CompiledModel model, Map<String, ? extends Value> inputs) {
          Map<String, Value> known = new HashMap<>(inputs);
          known.keySet().retainAll(model.inputs().stream().map(Variable::name).toList());
          try (Predictor predictor = model.newPredictor()) {
            return predictor.run(known);
          }
        }
      });
    }
  }

  static class Scribbles extends OnStub {
    Scribbles() {
      super(new StubBackend() {
        @Override
        public CompiledModel compile(Program program, Options options, Dequantizer dequantizer) {
          Stream.ofNullable(program.weights().get("weight")).forEach(weight -> Scribble.over(weight.tensor()));
          return super.compile(program, options, dequantizer);
        }
      });
    }
  }

  static class OptimizesWithoutEnd extends OnStub {
    OptimizesWithoutEnd() {
      super(new StubBackend() {
        @Override
        public List<Pass> passes() {
          return List.of(new StubPass() {
            @Override
            public Program apply(Program program, Options options) {
              return program.withProperties(Map.of("times", program.properties().getOrDefault("times", "") + "1"));
            }
          });
        }
      });
    }
  }

  static class PromisesLess extends OnStub {
    PromisesLess() {
      super(new StubBackend());
    }

    @Override
    protected boolean supports(Case tested) {
      return !tested.name().endsWith("add");
    }
  }

  static class IsElsewhere extends OnStub {
    IsElsewhere() {
      super(new StubBackend() {
        @Override
        public Optional<String> unavailable() {
          return Optional.of("it needs another machine");
        }
      });
    }
  }

  @Test
  void aSoundBackendPasses() {
    ContractRun run = ContractRun.of(Sound.class);
    assertEquals(Set.of(), run.failed());
    assertTrue(run.passed().size() >= 13, () -> "the tests are " + run.passed());
  }

  @Test
  void aBackendThatCannotRunHereIsNotSaidToPass() {
    assertEquals(List.of(), ContractRun.of(IsElsewhere.class).passed());
  }

  static Stream<Arguments> defects() {
    return Stream.of(
        arguments(IsALittleOff.class,
            List.of("everyCaseGivesTheExpectedOutputs", "everyOptimizedCaseGivesTheExpectedOutputs")),
        arguments(IsOffWhenOptimized.class, List.of("everyOptimizedCaseGivesTheExpectedOutputs")),
        arguments(PromisesLess.class,
            List.of("everyCaseGivesTheExpectedOutputs", "everyOptimizedCaseGivesTheExpectedOutputs")),
        arguments(ClaimsWhatItHasNot.class,
            List.of("aPredictorGivesTheSameAgain", "compilingAndRunningLeaveTheProgramAsItIs",
                "everyCaseGivesTheExpectedOutputs", "everyOptimizedCaseGivesTheExpectedOutputs",
                "severalThreadsShareACompiledModel")),
        arguments(HasNoOperators.class,
            List.of("inputsThatDoNotFitAreRefusedAndHurtNoLaterRun", "oneCaseAtLeastIsSupported")),
        arguments(Counts.class,
            List.of("aPredictorGivesTheSameAgain", "inputsThatDoNotFitAreRefusedAndHurtNoLaterRun",
                "severalThreadsShareACompiledModel")),
        arguments(StopsAtTheFirstUnknown.class, List.of("allUnknownOperatorsAreListedAtOnce")),
        arguments(TakesWrongInputsForWrongPrograms.class, List.of("inputsThatDoNotFitAreRefusedAndHurtNoLaterRun")),
        arguments(TakesUnknownInputs.class, List.of("inputsThatDoNotFitAreRefusedAndHurtNoLaterRun")),
        arguments(Scribbles.class, List.of("compilingAndRunningLeaveTheProgramAsItIs")),
        arguments(OptimizesWithoutEnd.class, List.of("passesAppliedAgainChangeNothing")));
  }

  @ParameterizedTest
  @MethodSource("defects")
  void aDefectIsFoundByTheTestsThatLookForIt(Class<?> contract, List<String> tests) {
    assertEquals(tests, List.copyOf(ContractRun.failures(contract)));
  }
}
