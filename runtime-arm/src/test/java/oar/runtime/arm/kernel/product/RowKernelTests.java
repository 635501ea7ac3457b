package oar.runtime.arm.kernel.product;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Random;
import oar.runtime.arm.machine.Machine;
import oar.runtime.arm.machine.Machines;
import oar.runtime.arm.machine.VectorWidth;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Holds plain kernels to the definition, and those in machine code to the plain ones, over random shapes. */
class RowKernelTests {
  private static final int CASES = 200;
  private static final int MOST_VECTORS = 4;
  private static final int MOST_ROWS = 12;
  /** Sums of up to 180 products of numbers up to 0.5, in any order. */
  private static final double FLOAT_TOLERANCE = 2e-5;

  private static void assertClose(RowCase.Results expected, RowCase.Results actual, double tolerance, int seed) {
    for (int i = 0; i < expected.values().length; i++) {
      assertNear(expected.values()[i], actual.values()[i], tolerance, "seed " + seed + " at " + i);
    }
    assertNear(expected.least(), actual.least(), tolerance, "least of seed " + seed);
    assertNear(expected.greatest(), actual.greatest(), tolerance, "greatest of seed " + seed);
  }

  private static void assertNear(float expected, float actual, double tolerance, String message) {
    boolean isNear = Float.compare(expected, actual) == 0
        || Math.abs(expected - actual) <= tolerance * Math.max(1, Math.abs(expected));
    assertTrue(isNear, () -> message + ": expected " + expected + " but was " + actual);
  }

  @ParameterizedTest
  @EnumSource
  void plainKernelsEqualTheDefinition(Arithmetic arithmetic) {
    int lanes = VectorWidth.BITS_256.lanes();
    for (int seed = 0; seed < CASES; seed++) {
      Random random = new Random(seed);
      int vectors = 1 + random.nextInt(MOST_VECTORS);
      RowCase example = RowCase.random(random, arithmetic, lanes, vectors, MOST_ROWS);
      assertClose(example.byDefinition(lanes), example.run(new PlainRowKernel(example.product(), lanes)),
          FLOAT_TOLERANCE, seed);
    }
  }

  @ParameterizedTest
  @CsvSource({"FLOATS,BITS_256", "FLOATS,BITS_512", "SHORTS,BITS_256", "SHORTS,BITS_512", "BYTES,BITS_256",
      "BYTES,BITS_512"})
  void kernelsInMachineCodeEqualPlainOnes(Arithmetic arithmetic, VectorWidth width) {
    Machine machine = Machines.with(width);
    assumeTrue(arithmetic != Arithmetic.BYTES || machine.hasDotProducts(), "this machine has no dot products of bytes");
    for (int seed = 0; seed < CASES; seed++) {
      Random random = new Random(seed);
      int vectors = 1 + random.nextInt(MOST_VECTORS);
      RowCase example = RowCase.random(random, arithmetic, width.lanes(), vectors,
          RowKernelWriter.mostRows(arithmetic, width, vectors));
      assertClose(example.run(new PlainRowKernel(example.product(), width.lanes())),
          example.run(RowKernel.of(example.product(), machine)), arithmetic.isInteger() ? 0 : FLOAT_TOLERANCE, seed);
    }
  }
}
