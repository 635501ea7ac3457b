package oar.runtime.arm.kernel;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Arrays that one thread may use within a task; what they hold is undefined. */
public final class Scratch {
  /** The length of an array that stays in the first-level cache together with a few others. */
  public static final int CHUNK = 1024;

  static final long ALIGNMENT = 64;

  private final int[] bits = new int[CHUNK];
  private final IntBuffer bitsBuffer;
  private final FloatBuffer bitsAsFloats;
  private float[][] arrays = new float[0][];
  private double[][] doubles = new double[0][];
  private int[] integers = new int[0];
  private final Map<Class<?>, Object> objects = new IdentityHashMap<>();
  private MemorySegment memory = MemorySegment.NULL;

  /** Create arrays as they are asked for. */
  public Scratch() {
    ByteBuffer memory = ByteBuffer.allocateDirect(CHUNK * Integer.BYTES).order(ByteOrder.nativeOrder());
    bitsBuffer = memory.asIntBuffer();
    bitsAsFloats = memory.asFloatBuffer();
  }

  /**
   * Return an array.
   *
   * @param number arrays of different numbers are different; up to 3 are the caller's, higher ones the kernels'
   * @param length the least length
   */
  public float[] floats(int number, int length) {
    if (number >= arrays.length) {
      arrays = Arrays.copyOf(arrays, number + 1);
    }
    if (arrays[number] == null || arrays[number].length < length) {
      arrays[number] = new float[length];
    }
    return arrays[number];
  }

  /**
   * Return an array of doubles.
   *
   * @param number arrays of different numbers are different
   * @param length the least length
   */
  public double[] doubles(int number, int length) {
    if (number >= doubles.length) {
      doubles = Arrays.copyOf(doubles, number + 1);
    }
    if (doubles[number] == null || doubles[number].length < length) {
      doubles[number] = new double[length];
    }
    return doubles[number];
  }

  /** Return an array of integers of at least a length. */
  public int[] integers(int length) {
    if (integers.length < length) {
      integers = new int[length];
    }
    return integers;
  }

  /** Return the thread's own object of a type, made when it is first asked for. */
  public <T> T object(Class<T> type, Supplier<T> maker) {
    Object known = objects.get(type);
    if (known == null) {
      known = maker.get();
      objects.put(type, known);
    }
    return type.cast(known);
  }

  /**
   * Return memory of the thread's own.
   *
   * @param elements the least number of single-precision elements
   */
  public MemorySegment memory(long elements) {
    if (memory.byteSize() < elements * Float.BYTES) {
      memory = Arena.ofAuto().allocate(elements * Float.BYTES, ALIGNMENT);
    }
    return memory;
  }

  /** Return {@link #CHUNK} integers. */
  int[] bits() {
    return bits;
  }

  /** Read the first integers of {@link #bits} as the floats of the same bits, in bulk, which the compiler cannot do. */
  void bitsToFloats(float[] floats, int length) {
    bitsBuffer.put(0, bits, 0, length);
    bitsAsFloats.get(0, floats, 0, length);
  }
}
