package oar.runtime.arm.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Random;
import oar.runtime.arm.kernel.IntegerTile.Field;
import oar.runtime.arm.machine.Processor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IntegerKernelTests {
  private static final long SEED = 20260303;
  private static final int STRIDE = 40;

  private final Random random = new Random(SEED);

  private MemorySegment memory(int bytes) {
    byte[] values = new byte[bytes];
    random.nextBytes(values);
    return Arena.ofAuto().allocate(bytes, Scratch.ALIGNMENT).copyFrom(MemorySegment.ofArray(values));
  }

  private MemorySegment scales(int count) {
    MemorySegment scales = memory(count * Float.BYTES);
    for (int i = 0; i < count; i++) {
      scales.setAtIndex(ValueLayout.JAVA_FLOAT, i, random.nextFloat());
    }
    return scales;
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void machineCodeGivesTheBitsOfThePlainKernel(boolean leftIsWeights) {
    assumeTrue(Processor.hasDotProductsOf512Bits(), "the processor has no dot products of 512 bits");
    for (int rows = 1; rows <= IntegerKernel.MOST_ROWS; rows++) {
      int groups = random.nextInt(1, 40);
      IntegerTile tile = new IntegerTile();
      tile.set(Field.A, memory(groups * rows * IntegerKernel.GROUP), 0);
      tile.set(Field.B, memory(groups * IntegerKernel.COLUMNS * IntegerKernel.GROUP), 0);
      tile.set(Field.GROUPS, groups);
      tile.set(Field.ROW_CORRECTIONS, memory(rows * Integer.BYTES), 0);
      tile.set(Field.COLUMN_CORRECTIONS, memory(IntegerKernel.COLUMNS * Integer.BYTES), 0);
      tile.set(Field.ROW_SCALES, scales(rows), 0);
      tile.set(Field.COLUMN_SCALES, scales(IntegerKernel.COLUMNS), 0);
      assertArrayEquals(run(new PlainIntegerKernel(rows, leftIsWeights), tile),
          run(new MachineIntegerKernel(rows, leftIsWeights), tile), rows + " rows, seed " + SEED);
    }
  }

  private static byte[] run(IntegerKernel kernel, IntegerTile tile) {
    MemorySegment result = Arena.ofAuto().allocate((long) IntegerKernel.MOST_ROWS * STRIDE * Float.BYTES);
    tile.set(Field.C, result, 0);
    tile.set(Field.C_STRIDE, STRIDE * Float.BYTES);
    kernel.run(tile);
    return result.toArray(ValueLayout.JAVA_BYTE);
  }

  @Test
  void interleavingGivesTheSameWithAndWithoutMachineCode() {
    int groups = 5;
    int stride = 37;
    MemorySegment rows = memory(groups * IntegerKernel.GROUP * stride);
    MemorySegment one = Arena.ofAuto().allocate((long) groups * IntegerKernel.COLUMNS * IntegerKernel.GROUP);
    MemorySegment other = Arena.ofAuto().allocate(one.byteSize());
    ByteInterleaver.run(rows, 0, stride, groups, one, 0);
    ByteInterleaver.interleave(rows, 0, stride, groups, other, 0);
    assertArrayEquals(other.toArray(ValueLayout.JAVA_BYTE), one.toArray(ValueLayout.JAVA_BYTE), "seed " + SEED);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "5, 12", "13, 3", "40, 12", "64, 7"})
  void productsEqualSumsOfTheIntegers(int channels, int rows) {
    int depth = 4 * channels + 3;
    byte[] weights = new byte[channels * depth];
    random.nextBytes(weights);
    IntegerWeights packed = IntegerWeights.right(channels, depth, (channel, k) -> weights[channel * depth + k],
        channel -> channel + 1);
    Scratch scratch = new Scratch();
    IntegerProduct product = IntegerProduct.withRight(packed, rows, scratch);
    MemorySegment activations = Arena.ofAuto().allocate((long) rows * depth * Float.BYTES);
    for (int i = 0; i < rows * depth; i++) {
      Memory.set(activations, i, random.nextInt(-100, 150));
    }
    ActivationQuantization quantization = new ActivationQuantization(1, 100);
    for (int row = 0; row < rows; row++) {
      product.quantization(row, quantization);
      product.row(row, quantization, activations, (long) row * depth, scratch);
    }
    MemorySegment result = Arena.ofAuto().allocate((long) rows * channels * Float.BYTES);
    product.multiply(result, 0, channels, rows);
    for (int row = 0; row < rows; row++) {
      for (int channel = 0; channel < channels; channel++) {
        long sum = 0;
        for (int k = 0; k < depth; k++) {
          sum += (long) Memory.get(activations, (long) row * depth + k) * weights[channel * depth + k];
        }
        assertEquals((float) sum * (channel + 1), Memory.get(result, (long) row * channels + channel),
            "row " + row + ", channel " + channel + ", seed " + SEED);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"-1, 3, 64", "0, 5, 0", "-2, -1, 255", "2, 5, 0", "0, 0, 0"})
  void zeroIsAnInteger(float least, float greatest, int zeroPoint) {
    ActivationQuantization quantization = ActivationQuantization.spanning(least, greatest);
    assertEquals(zeroPoint, quantization.zeroPoint());
    MemorySegment activations = MemorySegment.ofArray(new float[]{0, least, greatest});
    MemorySegment integers = MemorySegment.ofArray(new byte[3]);
    quantization.quantize(activations, 0, integers, 0, 3, new Scratch());
    assertEquals(zeroPoint, integers.get(ValueLayout.JAVA_BYTE, 0) & 0xff);
    for (int i = 0; i < 3; i++) {
      float real = ((integers.get(ValueLayout.JAVA_BYTE, i) & 0xff) - zeroPoint) * quantization.scale();
      assertEquals(Memory.get(activations, i), real, quantization.scale() / 2 + 1e-6f);
    }
  }
}
