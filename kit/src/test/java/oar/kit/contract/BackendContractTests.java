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
import oar.api.OperatorDescription;
import oar.api.Option;
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
    OnStubBackend.createCases(folder);
  }

  static class Sound extends OnStubBackend {
    Sound() {
      super(new StubBackend());
    }
  }

  static class IsALittleOff extends OnStubBackend {
    IsALittleOff() {
      super(new StubBackend() {
        @Override
        protected double compute(String operator, double x) {
          return super.compute(operator, x) + (operator.equals("add_one") ? 0.01 : 0);
        }
      });
    }
  }

  static class IsOffWhenOptimized extends OnStubBackend {
    IsOffWhenOptimized() {
      super(new StubBackend() {
        @Override
        public List<Pass> passes() {
          return List.of(new PassContractTests.ChangesWhatIsComputed().pass());
        }
      });
    }
  }

  static class HasNoOperators extends OnStubBackend {
    HasNoOperators() {
      super(new StubBackend() {
        @Override
        public Set<String> operators() {
          return Set.of();
        }
      });
    }
  }

  static class StopsAtTheFirstUnknown extends OnStubBackend {
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

  static class OptimizesWithoutEnd extends OnStubBackend {
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

  static class ClaimsWhatItHasNot extends OnStubBackend {
    ClaimsWhatItHasNot() {
      super(withGhost());
    }
  }

  static class RefusesWhatItDoesNotPromise extends OnStubBackend {
    RefusesWhatItDoesNotPromise() {
      super(withGhost());
    }

    @Override
    protected boolean promises(Case tested) {
      return false;
    }
  }

  /** Return a backend that claims an operator that it refuses. */
  private static Backend withGhost() {
    return new StubBackend() {
      @Override
      public Set<String> operators() {
        Set<String> operators = new HashSet<>(super.operators());
        operators.add("ghost");
        return operators;
      }

      @Override
      public CompiledModel compile(Program program, Options options, Dequantizer dequantizer) {
        if (program.mainBlock().operators().stream().anyMatch(operator -> operator.type().equals("ghost"))) {
          throw new UnsupportedProgramException("the program does not run", List.of("no mode of ghost is supported"));
        }
        return super.compile(program, options, dequantizer);
      }
    };
  }

  static class HasOtherOperatorsEachTime extends OnStubBackend {
    HasOtherOperatorsEachTime() {
      super(new StubBackend() {
        private int asked;

        @Override
        public Set<String> operators() {
          Set<String> operators = new HashSet<>(super.operators());
          operators.add("sometimes_" + asked++ % 2);
          return operators;
        }
      });
    }
  }

  static class DescribesByNull extends OnStubBackend {
    DescribesByNull() {
      super(new StubBackend() {
        @Override
        public Optional<OperatorDescription> describe(String operator) {
          return null;
        }
      });
    }
  }

  static class HasAnOptionThatItCannotTake extends OnStubBackend {
    HasAnOptionThatItCannotTake() {
      super(new StubBackend() {
        @Override
        public List<Option> options() {
          return List.of(new Option("fast", new Option.Flag(), "false", "whether to hurry"));
        }

        @Override
        public CompiledModel compile(Program program, Options options, Dequantizer dequantizer) {
          if (options.flag("fast")) {
            throw new UnsupportedOperationException("not yet");
          }
          return super.compile(program, options, dequantizer);
        }
      });
    }
  }

  static class StumblesOverBlocks extends OnStubBackend {
    StumblesOverBlocks() {
      super(new StubBackend() {
        @Override
        public CompiledModel compile(Program program, Options options, Dequantizer dequantizer) {
          if (program.blocks().size() > 1) {
            throw new IndexOutOfBoundsException("block 1");
          }
          return super.compile(program, options, dequantizer);
        }
      });
    }
  }

  static class TrustsPrograms extends OnStubBackend {
    TrustsPrograms() {
      super(new StubBackend() {
        @Override
        public CompiledModel compile(Program program, Options options, Dequantizer dequantizer) {
          program.mainBlock().operators().forEach(operator -> operator.inputs().firstEntry().getValue().getFirst());
          return super.compile(program, options, dequantizer);
        }
      });
    }
  }

  static class IsElsewhere extends OnStubBackend {
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
    assertTrue(run.passed().size() >= 50, () -> "the tests are " + run.passed());
  }

  @Test
  void aBackendThatCannotRunHereIsNotSaidToPass() {
    assertEquals(List.of(), ContractRun.of(IsElsewhere.class).passed());
  }

  static Stream<Arguments> defects() {
    return Stream.of(
        arguments(IsALittleOff.class,
            List.of("everyCaseGivesTheExpectedOutputs", "everyOperatorOfTheBackendPassesACase",
                "everyOptimizedCaseGivesTheExpectedOutputs")),
        arguments(IsOffWhenOptimized.class, List.of("everyOptimizedCaseGivesTheExpectedOutputs")),
        arguments(ClaimsWhatItHasNot.class,
            List.of("aPredictorGivesTheSameAgain", "compilingAgainGivesTheSamePredictions",
                "compilingAndRunningLeaveTheProgramAsItIs", "everyCaseGivesTheExpectedOutputs",
                "everyOperatorOfTheBackendPassesACase", "everyOptimizedCaseGivesTheExpectedOutputs",
                "inputsAndOutputsAreThoseOfTheProgram", "predictorsOfAModelHaveNothingInCommon",
                "severalThreadsCompileWhatOneCompiles", "severalThreadsShareACompiledModel")),
        arguments(RefusesWhatItDoesNotPromise.class, List.of("everyOperatorOfTheBackendPassesACase")),
        arguments(HasNoOperators.class, List.of("itDescribesItsOperatorsOrSaysNothing", "oneCaseAtLeastIsSupported")),
        arguments(HasOtherOperatorsEachTime.class, List.of("itSaysTheSameOfItselfAgain")),
        arguments(DescribesByNull.class, List.of("itDescribesItsOperatorsOrSaysNothing")),
        arguments(HasAnOptionThatItCannotTake.class, List.of("everyValueOfItsOptionsIsTaken")),
        arguments(StopsAtTheFirstUnknown.class, List.of("allUnknownOperatorsAreListedAtOnce")),
        arguments(StumblesOverBlocks.class, List.of("foreignProgramsAreRefusedAsUnsupported")),
        arguments(TrustsPrograms.class, List.of("spoiledProgramsAreRefusedInWordsOrRun")),
        arguments(OptimizesWithoutEnd.class, List.of("passesAppliedAgainChangeNothing")));
  }

  @ParameterizedTest
  @MethodSource("defects")
  void aDefectIsFoundByTheTestsThatLookForIt(Class<?> contract, List<String> tests) {
    assertEquals(tests, List.copyOf(ContractRun.failures(contract)));
  }
}
