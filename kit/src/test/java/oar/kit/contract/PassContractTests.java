package oar.kit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import oar.api.Backend;
import oar.api.Options;
import oar.api.Pass;
import oar.api.model.LodTensor;
import oar.api.model.Operator;
import oar.api.model.Program;
import oar.api.model.Shape;
import oar.api.model.Tensor;
import oar.kit.Tolerance;
import oar.kit.stub.CaseFixture;
import oar.kit.stub.StubBackend;
import oar.kit.stub.StubPass;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PassContractTests {
  /** Holds a stub to the contract. */
  abstract static class OnStub extends PassContract {
    private final Pass pass;

    OnStub(Pass pass) {
      this.pass = pass;
    }

    @Override
    protected Pass pass() {
      return pass;
    }

    @Override
    protected Backend backend() {
      return new StubBackend();
    }

    @Override
    protected List<Example> examples() {
      LodTensor input = new LodTensor(Tensor.of(Shape.of(2, 2), 1f, 2f, 3f, 4f));
      return Stream.of(List.of("add_one", "double"), List.of("add_one"), List.<String>of())
          .map(chain -> new Example(chain.toString(), CaseFixture.chain(chain.toArray(String[]::new)), List.of(input),
              Tolerance.EXACT))
          .toList();
    }
  }

  static class Sound extends OnStub {
    Sound() {
      super(new StubPass());
    }
  }

  static class DoesNothing extends OnStub {
    DoesNothing() {
      super(new StubPass() {
        @Override
        public Program apply(Program program, Options options) {
          return program;
        }
      });
    }
  }

  /** Returns an equal program where it has nothing to do. */
  static class Copies extends OnStub {
    Copies() {
      super(new StubPass() {
        @Override
        public Program apply(Program program, Options options) {
          return super.apply(program, options).withProperties(Map.of());
        }
      });
    }
  }

  private static Program withOperators(Program program, List<Operator> operators) {
    return program.withBlocks(List.of(program.mainBlock().withOperators(operators)));
  }

  static class ChangesWhatIsComputed extends OnStub {
    ChangesWhatIsComputed() {
      super(new StubPass() {
        @Override
        public Program apply(Program program, Options options) {
          Program rewritten = super.apply(program, options);
          return rewritten == program
              ? program
              : withOperators(rewritten, rewritten.mainBlock().operators().stream()
                  .map(operator -> operator.type().equals("add_one")
                      ? operator.toBuilder().type("twice").build()
                      : operator)
                  .toList());
        }
      });
    }
  }

  static class DropsUnknownOperators extends OnStub {
    DropsUnknownOperators() {
      super(new StubPass() {
        @Override
        public Program apply(Program program, Options options) {
          Program rewritten = super.apply(program, options);
          List<Operator> known = rewritten.mainBlock().operators().stream()
              .filter(operator -> !operator.type().contains("unknown")).toList();
          return known.equals(rewritten.mainBlock().operators()) ? rewritten : withOperators(rewritten, known);
        }
      });
    }
  }

  static class RenamesAnInput extends OnStub {
    RenamesAnInput() {
      super(new StubPass() {
        @Override
        public Program apply(Program program, Options options) {
          Program rewritten = super.apply(program, options);
          if (rewritten == program) {
            return program;
          }
          List<Operator> renamed = rewritten.mainBlock().operators().stream()
              .map(operator -> operator.rename(name -> name.equals("value_0") ? "renamed" : name)).toList();
          return rewritten.withBlocks(List.of(rewritten.mainBlock().withOperators(renamed).withVariables(rewritten
              .mainBlock().variables().stream()
              .map(variable -> variable.name().equals("value_0") ? variable.withName("renamed") : variable).toList())));
        }
      });
    }
  }

  static class Scribbles extends OnStub {
    Scribbles() {
      super(new StubPass() {
        @Override
        public Program apply(Program program, Options options) {
          program.weights().values().stream().filter(weight -> weight.byteSize() > 0)
              .forEach(weight -> Scribble.over(weight.tensor()));
          return super.apply(program, options);
        }
      });
    }
  }

  /** Renames what one operator computes, and not what the others read. */
  static class ForgetsOtherReaders extends OnStub {
    ForgetsOtherReaders() {
      super(new StubPass() {
        @Override
        public Program apply(Program program, Options options) {
          Program rewritten = super.apply(program, options);
          return rewritten == program
              ? program
              : withOperators(rewritten, rewritten.mainBlock().operators().stream()
                  .map(operator -> Set.of("add_one", "twice").contains(operator.type())
                      ? operator.rename(name -> name.equals("value_1") ? "between" : name)
                      : operator)
                  .toList());
        }
      });
    }
  }

  @Test
  void aSoundPassPasses() {
    ContractRun run = ContractRun.of(Sound.class);
    assertEquals(Set.of(), run.failed());
    assertTrue(run.passed().size() >= 50, () -> "the tests are " + run.passed());
  }

  static Stream<Arguments> defects() {
    return Stream.of(arguments(DoesNothing.class, List.of("itChangesOneOfItsExamplesAtLeast")),
        arguments(Copies.class,
            List.of("appliedAgainItChangesNothing", "thereIsNothingToDoOnOperatorsThatItDoesNotKnow")),
        arguments(ChangesWhatIsComputed.class,
            List.of("everyValueOfItsOptionsIsTaken", "predictionsAreTheSameBeforeAndAfter")),
        arguments(DropsUnknownOperators.class,
            List.of("operatorsThatItDoesNotKnowAreLeftAlone", "whatOthersReadIsStillThere")),
        arguments(RenamesAnInput.class, List.of("inputsAndOutputsKeepTheirNames")),
        arguments(Scribbles.class,
            List.of("anEqualProgramIsChangedInTheSameWay", "theGivenProgramIsNotChanged")),
        arguments(ForgetsOtherReaders.class, List.of("whatOthersReadIsStillThere")));
  }

  @ParameterizedTest
  @MethodSource("defects")
  void aDefectIsFoundByTheTestsThatLookForIt(Class<?> contract, List<String> tests) {
    assertEquals(tests, List.copyOf(ContractRun.failures(contract)));
  }
}
