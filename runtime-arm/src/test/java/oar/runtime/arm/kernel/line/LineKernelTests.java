package oar.runtime.arm.kernel.line;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Random;
import oar.runtime.arm.kernel.Extremes;
import oar.runtime.arm.kernel.Memory;
import oar.runtime.arm.kernel.NativeFloats;
import oar.runtime.arm.kernel.Scratch;
import oar.runtime.arm.kernel.line.LineCall.Field;
import oar.runtime.arm.kernel.product.Rectifier;
import oar.runtime.arm.kernel.product.Rectifiers;
import oar.runtime.arm.machine.Machine;
import oar.runtime.arm.machine.Machines;
import oar.runtime.arm.machine.VectorWidth;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Holds functions of lines to their definitions, for lines that fill vectors and lines that do not. */
class LineKernelTests {
  private static final long SEED = 20260606;
  private static final int LINES = 3;
  private static final int GAP = 5;
  private static final float UNTOUCHED = 12345;
  private static final int[] LENGTHS = {1, 7, 8, 9, 15, 16, 17, 31, 32, 33, 48, 63, 64, 65, 79, 80, 127, 128, 130, 300};

  private final Random random = new Random(SEED);

  @ParameterizedTest
  @EnumSource
  void softmaxInMachineCodeEqualsTheDefinition(VectorWidth width) {
    assertSoftmax(Machines.with(width));
  }

  @Test
  void softmaxWithoutMachineCodeEqualsTheDefinition() {
    assertSoftmax(Machine.WITHOUT_CODE);
  }

  private void assertSoftmax(Machine machine) {
    for (int length : LENGTHS) {
      for (int addendLines = 0; addendLines < 3; addendLines++) {
        assertSoftmax(machine, length, addendLines);
      }
    }
  }

  /** Compare lines with a gap between them; what is added is nothing, the same for all lines, or a line for each. */
  private void assertSoftmax(Machine machine, int length, int addendLines) {
    int stride = length + GAP;
    float scale = random.nextFloat() * 4;
    float[] x = NativeFloats.random(random, LINES * stride);
    float[] addend = NativeFloats.random(random, LINES * length);
    addend[length - 1] = -10000;
    MemorySegment to = NativeFloats.of(new float[LINES * stride]);
    fill(to, LINES * stride);
    LineCall call = new LineCall();
    LineSoftmax.setScale(call, scale);
    call.set(Field.FROM, NativeFloats.of(x), 0);
    call.set(Field.TO, to, 0);
    call.set(Field.ADDEND, NativeFloats.of(addend), 0);
    call.set(Field.LINES, LINES);
    long addendStride = addendLines == 2 ? (long) length * Float.BYTES : 0;
    LineSoftmax.of(new LineForm(length, (long) stride * Float.BYTES, addendLines > 0, addendStride), machine).run(call,
        new Scratch());
    for (int line = 0; line < LINES; line++) {
      double[] powers = new double[length];
      double sum = 0;
      double greatest = Double.NEGATIVE_INFINITY;
      for (int pass = 0; pass < 2; pass++) {
        for (int i = 0; i < length; i++) {
          double summand = addendLines == 0 ? 0 : addend[(addendLines == 2 ? line * length : 0) + i];
          double value = (double) scale * x[line * stride + i] + summand;
          greatest = pass == 0 ? Math.max(greatest, value) : greatest;
          powers[i] = Math.exp(Math.max(value - greatest, -64));
          sum += pass == 0 ? 0 : powers[i];
        }
      }
      for (int i = 0; i < stride; i++) {
        float expected = i < length ? (float) (powers[i] / sum) : UNTOUCHED;
        assertEquals(expected, Memory.get(to, (long) line * stride + i), 1e-6f,
            "length " + length + ", line " + line + ", element " + i + ", seed " + SEED);
      }
    }
  }

  private static void fill(MemorySegment memory, int count) {
    for (int i = 0; i < count; i++) {
      Memory.set(memory, i, UNTOUCHED);
    }
  }

  @ParameterizedTest
  @EnumSource
  void normEqualsTheDefinition(VectorWidth width) {
    Machines.with(width);
    for (int length : LENGTHS) {
      for (int parameters = 0; parameters < 4; parameters++) {
        assertNorm(new LineNorm(length, (parameters & 1) != 0, (parameters & 2) != 0, width), length, parameters, 0);
      }
      assertNorm(new LineNorm(length, true, true, width), length, 3, 1000);
    }
  }

  /** Compare a line of elements around some number, in its place. */
  private void assertNorm(LineNorm norm, int length, int parameters, float around) {
    float[] x = NativeFloats.random(random, length + GAP);
    double mean = 0;
    for (int i = 0; i < length; i++) {
      x[i] += around;
      mean += x[i] / (double) length;
    }
    double variance = 0;
    for (int i = 0; i < length; i++) {
      variance += (x[i] - mean) * (x[i] - mean) / length;
    }
    float[] factors = NativeFloats.random(random, length);
    float[] summands = NativeFloats.random(random, length);
    MemorySegment memory = Arena.ofAuto().allocate((long) x.length * Float.BYTES).copyFrom(MemorySegment.ofArray(x));
    LineCall call = new LineCall();
    norm.begin(call, 1e-5f);
    call.set(Field.FROM, memory, 0);
    call.set(Field.TO, memory, 0);
    call.set(Field.FACTORS, NativeFloats.of(factors), 0);
    call.set(Field.SUMMANDS, NativeFloats.of(summands), 0);
    norm.run(call);
    assertEquals(mean, norm.mean(call), 1e-6 * (1 + around), "mean of length " + length);
    assertEquals(variance, norm.variance(call), 1e-6, "variance of length " + length);
    for (int i = 0; i < x.length; i++) {
      double factor = (parameters & 1) != 0 && i < length ? factors[i] : 1;
      double summand = (parameters & 2) != 0 && i < length ? summands[i] : 0;
      double expected = i < length ? (x[i] - mean) / Math.sqrt(variance + 1e-5) * factor + summand : x[i];
      assertEquals(expected, Memory.get(memory, i), 5e-5, "length " + length + ", element " + i + ", seed " + SEED);
    }
  }

  @ParameterizedTest
  @EnumSource
  void extremesInMachineCodeEqualThoseWithoutIt(VectorWidth width) {
    Machine machine = Machines.with(width);
    for (int length : LENGTHS) {
      for (float shift : new float[]{-1, 0, 1}) {
        float[] x = NativeFloats.random(random, length + GAP);
        for (int i = 0; i < x.length; i++) {
          x[i] += shift;
        }
        x[length] = 10 * shift;
        LineCall call = new LineCall();
        call.set(Field.FROM, NativeFloats.of(x), 0);
        Extremes expected = new Extremes();
        LineExtremes.of(length, Machine.WITHOUT_CODE).run(call, expected, new Scratch());
        Extremes actual = new Extremes();
        LineExtremes.of(length, machine).run(call, actual, new Scratch());
        assertEquals(expected.least(), actual.least(), "least of length " + length + ", seed " + SEED);
        assertEquals(expected.greatest(), actual.greatest(), "greatest of length " + length + ", seed " + SEED);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void rectifiersInMachineCodeEqualTheirFormulas(VectorWidth width) {
    Machines.with(width);
    for (int length : LENGTHS) {
      Rectifier rectifier = Rectifiers.random(random);
      float[] x = NativeFloats.random(random, LINES * length);
      for (int i = 0; i < x.length; i++) {
        x[i] *= 20;
      }
      MemorySegment to = NativeFloats.of(new float[LINES * length + GAP]);
      fill(to, LINES * length + GAP);
      LineCall call = new LineCall();
      call.set(Field.FROM, NativeFloats.of(x), 0);
      call.set(Field.TO, to, 0);
      call.set(Field.LINES, LINES);
      new LineRectifier(length, rectifier, width).run(call);
      for (int i = 0; i < LINES * length + GAP; i++) {
        float expected = i < x.length ? rectifier.apply(x[i]) : UNTOUCHED;
        assertEquals(expected, Memory.get(to, i), 1e-6f * Math.abs(expected),
            rectifier + " of length " + length + ", element " + i + ", seed " + SEED);
      }
    }
  }
}
