package oar.runtime.arm.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ActivationQuantizationTests {
  private static ActivationQuantization spanning(float least, float greatest) {
    ActivationQuantization quantization = new ActivationQuantization();
    quantization.span(least, greatest);
    return quantization;
  }

  @ParameterizedTest
  @CsvSource({"-1, 3, 64", "0, 5, 0", "-2, -1, 255", "2, 5, 0", "0, 0, 0"})
  void zeroIsAnInteger(float least, float greatest, int zeroPoint) {
    assertEquals(zeroPoint, spanning(least, greatest).zeroPoint());
  }

  @ParameterizedTest
  @CsvSource({"-1, 3, 4", "0, 5, 5", "-2, -1, 2", "2, 5, 5", "0, 0, 0"})
  void integersSpanActivationsAndZero(float least, float greatest, float span) {
    assertEquals(span, 255 * spanning(least, greatest).scale(), 1e-6f);
  }
}
