package oar.runtime.arm.kernel;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Random;

/** Native memory for kernels under test. */
public final class NativeFloats {
  private NativeFloats() {}

  /** Return memory that holds an array. */
  public static MemorySegment of(float[] values) {
    return Arena.ofAuto().allocateFrom(ValueLayout.JAVA_FLOAT, values);
  }

  /** Return elements from -0.5 to 0.5. */
  public static float[] random(Random random, int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = random.nextFloat() - 0.5f;
    }
    return values;
  }
}
