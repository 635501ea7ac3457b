package oar.runtime.arm.op;

import java.util.List;

/**
 * Sums of products of elements of two tensors of any real type, as matrix products and convolutions are: for every combination
 * of the loops' indexes, {@code out += left * right}, where each of the three moves by a stride of its own with each loop. How
 * these operators compute on other types than FLOAT32.
 *
 * @param loops from the outermost to the innermost, at least one
 * @param left the left factors
 * @param right the right factors
 * @param out takes the sums, on top of what it holds
 */
public record Contraction(List<Loop> loops, Elements left, Elements right, Elements out) {
  /**
   * One index.
   *
   * @param extent how many values it has
   * @param left elements between two values in the left factors
   * @param right elements between two values in the right factors
   * @param out elements between two values in the sums, 0 where it is summed over
   */
  public record Loop(long extent, long left, long right, long out) {}

  /** Add the products of all combinations, the first one from these elements. */
  public void run(long leftStart, long rightStart, long outStart) {
    run(0, leftStart, rightStart, outStart);
  }

  private void run(int depth, long leftStart, long rightStart, long outStart) {
    Loop loop = loops.get(depth);
    if (depth == loops.size() - 1) {
      addUp(loop, leftStart, rightStart, outStart);
      return;
    }
    for (long i = 0; i < loop.extent; i++) {
      run(depth + 1, leftStart + i * loop.left, rightStart + i * loop.right, outStart + i * loop.out);
    }
  }

  private void addUp(Loop loop, long leftStart, long rightStart, long outStart) {
    for (long i = 0; i < loop.extent; i++) {
      long l = leftStart + i * loop.left;
      long r = rightStart + i * loop.right;
      long o = outStart + i * loop.out;
      if (out.isIntegral()) {
        out.set(o, out.getLong(o) + left.getLong(l) * right.getLong(r));
      } else {
        out.set(o, out.getDouble(o) + left.getDouble(l) * right.getDouble(r));
      }
    }
  }
}
