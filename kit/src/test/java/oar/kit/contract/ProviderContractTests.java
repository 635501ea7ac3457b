package oar.kit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import oar.api.Option;
import oar.api.Pass;
import oar.api.Provider;
import oar.api.Providers;
import oar.kit.stub.StubBackend;
import oar.kit.stub.StubPass;
import oar.kit.stub.StubQuantizer;
import org.junit.jupiter.api.Test;

class ProviderContractTests {
  /** Holds a pass to what all providers are held to. */
  abstract static class OnPass extends ProviderContract {
    private final Pass pass;

    OnPass(Pass pass) {
      this.pass = pass;
    }

    @Override
    Provider provider() {
      return pass;
    }
  }

  static class WithWordsForAnId extends OnPass {
    WithWordsForAnId() {
      super(new StubPass() {
        @Override
        public String id() {
          return "A Stub";
        }
      });
    }
  }

  static class WithAnIdThatChanges extends OnPass {
    WithAnIdThatChanges() {
      super(new StubPass() {
        private int calls;

        @Override
        public String id() {
          return "stub-" + calls++;
        }
      });
    }
  }

  static class WithTwoLines extends OnPass {
    WithTwoLines() {
      super(new StubPass() {
        @Override
        public String description() {
          return "Two\nlines.";
        }
      });
    }
  }

  static class WithoutDescription extends OnPass {
    WithoutDescription() {
      super(new StubPass() {
        @Override
        public String description() {
          return " ";
        }
      });
    }
  }

  static class WithTheSameOptionTwice extends OnPass {
    WithTheSameOptionTwice() {
      super(new StubPass() {
        @Override
        public List<Option> options() {
          Option option = new Option("twice", new Option.Flag(), "true", "The same option.");
          return List.of(option, option);
        }
      });
    }
  }

  /** A quantizer that no services file names, under the id of one that a file does name. */
  static class NotInstalled extends InstalledProviderContract {
    @Override
    Provider provider() {
      return new StubQuantizer() {
      };
    }

    @Override
    Provider installed(Providers providers, String id) {
      return providers.quantizer(id);
    }
  }

  /** A backend that the service loader could not create. */
  static class Hidden extends InstalledProviderContract {
    private static final class HiddenBackend extends StubBackend {}

    @Override
    Provider provider() {
      return new HiddenBackend();
    }

    @Override
    Provider installed(Providers providers, String id) {
      return provider();
    }
  }

  private static List<String> failures(Class<?> contract) {
    return List.copyOf(ContractRun.of(contract).failed());
  }

  @Test
  void anIdThatBreaksTheRuleIsFound() {
    assertEquals(List.of("itsIdFollowsTheRuleAndStaysTheSame"), failures(WithWordsForAnId.class));
    assertEquals(List.of("itsIdFollowsTheRuleAndStaysTheSame"), failures(WithAnIdThatChanges.class));
  }

  @Test
  void aDescriptionThatIsNotOneLineIsFound() {
    assertEquals(List.of("itDescribesItselfInOneLine"), failures(WithTwoLines.class));
    assertEquals(List.of("itDescribesItselfInOneLine"), failures(WithoutDescription.class));
  }

  @Test
  void optionsOfOneNameAreFound() {
    assertEquals(List.of("itsOptionsHaveDifferentNames"), failures(WithTheSameOptionTwice.class));
  }

  @Test
  void aProviderThatTheRegistryDoesNotFindIsFound() {
    assertEquals(
        List.of("itsClassIsPublicWithAPublicConstructorWithoutParameters", "theRegistryFindsItByItsId"),
        failures(NotInstalled.class));
  }

  @Test
  void aClassThatIsNotPublicIsFound() {
    assertEquals(
        List.of("itsClassIsPublicWithAPublicConstructorWithoutParameters", "theRegistryFindsItByItsId"),
        failures(Hidden.class));
  }
}
