package oar.benchmarks.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KernelTests {
  @ParameterizedTest
  @EnumSource(names = {"CONV_1024_7_1X1", "DEPTHWISE_512_14_3X3", "PRODUCT_1_1024_1000"})
  void aKernelRunsInEveryArithmetic(Kernel kernel) {
    for (Arithmetic arithmetic : Arithmetic.values()) {
      try (OneOperator operator = kernel.open(arithmetic, 1)) {
        assertEquals(1, operator.run().size());
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Arithmetic.class)
  void aKernelIsHeldAgainstTheNearestLimit(Arithmetic arithmetic) {
    OneOperator.Bounds bounds = Kernel.PRODUCT_1_1024_1000.bounds(arithmetic, 1);
    assertEquals(1024 * 1000, bounds.multiplyAdds());
    assertTrue(bounds.isOfMemory());
    assertTrue(bounds.microseconds() > 0);
  }
}
