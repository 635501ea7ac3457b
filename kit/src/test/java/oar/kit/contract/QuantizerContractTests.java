package oar.kit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import oar.api.Options;
import oar.api.Quantizer;
import oar.api.error.UnsupportedProgramException;
import oar.api.model.DataType;
import oar.api.model.Quantization;
import oar.api.model.Tensor;
import oar.api.model.Weight;
import oar.kit.stub.StubQuantizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class QuantizerContractTests {
  /** Holds a stub to the contract. */
  abstract static class OnStub extends QuantizerContract {
    private final Quantizer quantizer;

    OnStub(Quantizer quantizer) {
      this.quantizer = quantizer;
    }

    @Override
    protected Quantizer quantizer() {
      return quantizer;
    }
  }

  static class Sound extends OnStub {
    Sound() {
      super(new StubQuantizer());
    }
  }

  static class NamesAnother extends OnStub {
    NamesAnother() {
      super(new StubQuantizer() {
        @Override
        public Weight quantize(String name, Weight weight, int channelAxis, Options options) {
          Weight quantized = super.quantize(name, weight, channelAxis, options);
          Quantization own = quantized.quantization().orElseThrow();
          return new Weight(quantized.tensor(),
              new Quantization("another", own.shape(), own.channelAxis(), own.scales(), own.parameters()));
        }
      });
    }
  }

  static class IsALittleOff extends OnStub {
    IsALittleOff() {
      super(new StubQuantizer() {
        @Override
        public Tensor dequantize(Weight weight) {
          float[] real = super.dequantize(weight).toFloats();
          IntStream.range(0, real.length).forEach(i -> real[i] *= 1.01f);
          return Tensor.of(weight.shape(), real);
        }
      });
    }
  }

  static class DividesByZero extends OnStub {
    DividesByZero() {
      super(new StubQuantizer() {
        @Override
        public Tensor dequantize(Weight weight) {
          float[] real = super.dequantize(weight).toFloats();
          IntStream.range(0, real.length).filter(i -> real[i] == 0).forEach(i -> real[i] = Float.NaN);
          return Tensor.of(weight.shape(), real);
        }
      });
    }
  }

  static class TakesNotANumberForZero extends OnStub {
    TakesNotANumberForZero() {
      super(new StubQuantizer() {
        @Override
        public Weight quantize(String name, Weight weight, int channelAxis, Options options) {
          float[] values = weight.tensor().toFloats();
          IntStream.range(0, values.length).filter(i -> Float.isNaN(values[i])).forEach(i -> values[i] = 0);
          return super.quantize(name, new Weight(Tensor.of(weight.shape(), values)), channelAxis, options);
        }
      });
    }
  }

  static class RefusesWithoutAName extends OnStub {
    RefusesWithoutAName() {
      super(new StubQuantizer() {
        @Override
        public Weight quantize(String name, Weight weight, int channelAxis, Options options) {
          try {
            return super.quantize(name, weight, channelAxis, options);
          } catch (UnsupportedProgramException e) {
            throw new UnsupportedProgramException("a weight cannot be quantized", List.of("it is not finite"));
          }
        }
      });
    }
  }

  static class SavesNothing extends OnStub {
    SavesNothing() {
      super(new StubQuantizer() {
        @Override
        public Weight quantize(String name, Weight weight, int channelAxis, Options options) {
          Quantization own = super.quantize(name, weight, channelAxis, options).quantization().orElseThrow();
          return new Weight(weight.tensor(), own);
        }

        @Override
        public Tensor dequantize(Weight weight) {
          return weight.tensor();
        }
      });
    }
  }

  static class Counts extends OnStub {
    Counts() {
      super(new StubQuantizer() {
        private int calls;

        @Override
        public synchronized Weight quantize(String name, Weight weight, int channelAxis, Options options) {
          Weight quantized = super.quantize(name, weight, channelAxis, options);
          Quantization own = quantized.quantization().orElseThrow();
          return new Weight(quantized.tensor(), new Quantization(own.quantizer(), own.shape(), own.channelAxis(),
              own.scales(), Map.of("call", Integer.toString(calls++))));
        }
      });
    }
  }

  static class Scribbles extends OnStub {
    Scribbles() {
      super(new StubQuantizer() {
        @Override
        public Weight quantize(String name, Weight weight, int channelAxis, Options options) {
          Weight quantized = super.quantize(name, weight, channelAxis, options);
          Scribble.over(weight.tensor());
          return quantized;
        }
      });
    }
  }

  static class GivesDoubles extends OnStub {
    GivesDoubles() {
      super(new StubQuantizer() {
        @Override
        public Tensor dequantize(Weight weight) {
          return new Tensor(DataType.FLOAT64, weight.shape(), Tensor.allocate(DataType.FLOAT64, weight.shape()));
        }
      });
    }
  }

  @Test
  void aSoundQuantizerPasses() {
    ContractRun run = ContractRun.of(Sound.class);
    assertEquals(Set.of(), run.failed());
    assertTrue(run.passed().size() >= 50, () -> "the tests are " + run.passed());
  }

  static Stream<Arguments> defects() {
    return Stream.of(arguments(NamesAnother.class, List.of("aQuantizedWeightNamesItsQuantizerAndKeepsItsShape")),
        arguments(IsALittleOff.class, List.of("realNumbersAreWithinTheErrorBound")),
        arguments(DividesByZero.class, List.of("aChannelOfZerosStaysZero", "realNumbersAreWithinTheErrorBound")),
        arguments(TakesNotANumberForZero.class, List.of("aWeightThatIsNotFiniteIsRefusedByName")),
        arguments(RefusesWithoutAName.class, List.of("aWeightThatIsNotFiniteIsRefusedByName")),
        arguments(SavesNothing.class, List.of("aLargeWeightTakesLessThanBefore")),
        arguments(Counts.class,
            List.of("aWeightInTheMiddleOfAFileIsQuantizedLikeAnyOther", "severalThreadsGetWhatOneGets",
                "theGivenWeightIsNotChanged")),
        arguments(Scribbles.class, List.of("realNumbersAreWithinTheErrorBound", "theGivenWeightIsNotChanged")),
        arguments(GivesDoubles.class, List.of("aChannelOfZerosStaysZero", "realNumbersAreWithinTheErrorBound")));
  }

  @ParameterizedTest
  @MethodSource("defects")
  void aDefectIsFoundByTheTestsThatLookForIt(Class<?> contract, List<String> tests) {
    assertEquals(tests, List.copyOf(ContractRun.failures(contract)));
  }
}
