package oar.runtime.arm.limit;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Loops in Java, which the compiler makes vector code of. They find what the compiler can do, and the processor may do more.
 */
final class PlainLoops implements Loops {
  /** So few numbers stay in the first-level cache. */
  private static final int LENGTH = 1024;
  private static final int LINE = 64;

  /** Where results go, so that the compiler leaves no loop out. */
  private volatile long sink;

  @Override
  public Loop floatProducts() {
    return new Loop((thread, rounds) -> {
      float[] sums = new float[LENGTH];
      for (long round = 0; round < rounds; round++) {
        addProducts(sums, round);
      }
      sink = (long) sums[0];
    }, 2.0 * LENGTH);
  }

  private static void addProducts(float[] sums, float factor) {
    for (int i = 0; i < LENGTH; i++) {
      sums[i] = Math.fma(sums[i], factor, factor);
    }
  }

  @Override
  public Loop integerProducts() {
    byte[] left = new byte[LENGTH];
    byte[] right = new byte[LENGTH];
    return new Loop((thread, rounds) -> {
      long sum = 0;
      for (long round = 0; round < rounds; round++) {
        left[(int) (round % LENGTH)] = (byte) round;
        sum += sumOfProducts(left, right);
      }
      sink = sum;
    }, 2.0 * LENGTH);
  }

  private static int sumOfProducts(byte[] left, byte[] right) {
    int sum = 0;
    for (int i = 0; i < LENGTH; i++) {
      sum += left[i] * right[i];
    }
    return sum;
  }

  @Override
  public Loop reading(MemorySegment[] pieces) {
    return new Loop((thread, rounds) -> {
      long most = pieces[thread].byteSize() / LINE;
      long sum = 0;
      for (long left = rounds; left > 0; left -= most) {
        sum += sum(pieces[thread], Math.min(left, most) * LINE / Integer.BYTES);
      }
      sink = sum;
    }, LINE);
  }

  private static int sum(MemorySegment memory, long count) {
    int sum = 0;
    for (long i = 0; i < count; i++) {
      sum += memory.getAtIndex(ValueLayout.JAVA_INT, i);
    }
    return sum;
  }
}
