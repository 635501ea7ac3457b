package oar.kit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import oar.api.ModelFormat;
import oar.api.ModelOutput;
import oar.api.ModelSource;
import oar.api.Options;
import oar.api.error.ModelFormatException;
import oar.api.model.Operator;
import oar.api.model.Program;
import oar.api.model.Weight;
import oar.kit.ProgramFeatures;
import oar.kit.stub.StubFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ModelFormatContractTests {
  /** Holds a stub to the contract. */
  abstract static class OnStub extends ModelFormatContract {
    private final ModelFormat format;

    OnStub(ModelFormat format) {
      this.format = format;
    }

    @Override
    protected ModelFormat format() {
      return format;
    }

    @Override
    protected String target() {
      return "model.stub";
    }

    @Override
    protected ProgramFeatures features() {
      return StubFormat.FEATURES;
    }
  }

  static class Sound extends OnStub {
    Sound() {
      super(new StubFormat());
    }
  }

  private static Program withOperators(Program program, UnaryOperator<Operator> change) {
    return program.withBlocks(program.blocks().stream()
        .map(block -> block.withOperators(block.operators().stream().map(change).toList())).toList());
  }

  static class DropsEmptySlots extends OnStub {
    DropsEmptySlots() {
      super(new StubFormat() {
        @Override
        public void write(Program program, ModelOutput output, Options options) throws IOException {
          super.write(withOperators(program, operator -> operator.toBuilder().withoutInput("Empty").build()), output,
              options);
        }
      });
    }
  }

  static class DropsAWeight extends OnStub {
    DropsAWeight() {
      super(new StubFormat() {
        @Override
        public Program read(ModelSource source, Options options) throws IOException {
          Program program = super.read(source, options);
          Map<String, Weight> weights = new LinkedHashMap<>(program.weights());
          weights.remove("weight_3");
          return program.withWeights(weights);
        }
      });
    }
  }

  static class WritesWhatItCounts extends OnStub {
    WritesWhatItCounts() {
      super(new StubFormat() {
        private int written;

        @Override
        public void write(Program program, ModelOutput output, Options options) throws IOException {
          int count = written++;
          super.write(withOperators(program, operator -> operator.toBuilder().attribute("count", count).build()),
              output,
              options);
        }

        @Override
        public Program read(ModelSource source, Options options) throws IOException {
          return withOperators(super.read(source, options),
              operator -> operator.toBuilder().withoutAttribute("count").build());
        }
      });
    }
  }

  static class RecognizesAll extends OnStub {
    RecognizesAll() {
      super(new StubFormat() {
        @Override
        public boolean recognizes(ModelSource source) {
          return true;
        }
      });
    }
  }

  static class RecognizesNoName extends OnStub {
    RecognizesNoName() {
      super(new StubFormat() {
        @Override
        public Optional<String> fileSuffix() {
          return Optional.of(".other");
        }
      });
    }
  }

  static class CrashesOnDamage extends OnStub {
    CrashesOnDamage() {
      super(new StubFormat() {
        @Override
        public Program read(ModelSource source, Options options) throws IOException {
          try {
            return super.read(source, options);
          } catch (ModelFormatException e) {
            throw new IndexOutOfBoundsException("an index is out of bounds, for a test");
          }
        }
      });
    }
  }

  static class ReadsDamagedFilesAsTheLastWholeOne extends OnStub {
    ReadsDamagedFilesAsTheLastWholeOne() {
      super(new StubFormat() {
        private Program last;

        @Override
        public Program read(ModelSource source, Options options) throws IOException {
          try {
            last = super.read(source, options);
          } catch (ModelFormatException e) {
            if (!recognizes(source) || last == null) {
              throw e;
            }
          }
          return last;
        }
      });
    }
  }

  static class ChangesWhatItReads extends OnStub {
    ChangesWhatItReads() {
      super(new StubFormat() {
        @Override
        public Program read(ModelSource source, Options options) throws IOException {
          Program program = super.read(source, options);
          try (FileChannel channel = FileChannel.open(source.path(), StandardOpenOption.APPEND)) {
            channel.write(ByteBuffer.allocate(1));
          }
          return program;
        }
      });
    }
  }

  @Test
  void aSoundFormatPasses() {
    ContractRun run = ContractRun.of(Sound.class);
    assertEquals(Set.of(), run.failed());
    assertTrue(run.passed().size() >= 50, () -> "the tests are " + run.passed());
  }

  static Stream<Arguments> defects() {
    return Stream.of(
        arguments(DropsEmptySlots.class, List.of("aProgramWithoutOperatorsIsReadBack", "whatIsWrittenIsReadBack")),
        arguments(DropsAWeight.class, List.of("whatIsWrittenIsReadBack", "writingWhatWasReadGivesTheSameBytes")),
        arguments(WritesWhatItCounts.class,
            List.of("severalThreadsWriteWhatOneWrites", "theSameProgramGivesTheSameBytes",
                "writingWhatWasReadGivesTheSameBytes")),
        arguments(RecognizesAll.class, List.of("foreignFilesAreNotRecognizedAndNotRead")),
        arguments(RecognizesNoName.class, List.of("itRecognizesWhatItWrites")),
        arguments(CrashesOnDamage.class,
            List.of("aDamagedByteIsRefusedInWordsOrIsData", "aFileCutShortAnywhereIsRefused",
                "aFileWithAByteMoreIsRefused", "foreignFilesAreNotRecognizedAndNotRead")),
        arguments(ReadsDamagedFilesAsTheLastWholeOne.class, List.of("aFileCutShortAnywhereIsRefused")),
        arguments(ChangesWhatItReads.class,
            List.of("everyValueOfItsOptionsIsTaken", "neitherProgramNorFilesAreChanged",
                "severalThreadsReadWhatOneReads")));
  }

  @ParameterizedTest
  @MethodSource("defects")
  void aDefectIsFoundByTheTestsThatLookForIt(Class<?> contract, List<String> tests) {
    assertEquals(tests, List.copyOf(ContractRun.failures(contract)));
  }
}
