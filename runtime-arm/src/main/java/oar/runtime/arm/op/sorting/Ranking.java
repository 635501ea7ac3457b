package oar.runtime.arm.op.sorting;

import java.util.function.Function;
import oar.api.model.DataType;
import oar.api.model.Shape;
import oar.runtime.arm.kernel.IndexSort;
import oar.runtime.arm.op.Axes;
import oar.runtime.arm.op.Elements;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/**
 * The first elements of each line of a tensor in an order, and their numbers in the line, INT64: what sorting operators share.
 *
 * @param values takes the elements
 * @param indices takes their numbers
 * @param order in which they come
 * @param method how many numbers at the front are brought into order, and by what algorithm
 */
record Ranking(Output values, Output indices, Function<Keys, IndexSort.Order> order, Method method) {
  /** Brings the first of some numbers into order. */
  @FunctionalInterface
  interface Method {
    void sort(IndexSort sort, int count, int length);
  }

  /**
   * Rank the lines along an axis.
   *
   * @param count how many elements of each line are kept
   */
  Computation plan(Planning planning, Operand x, int axis, int count) {
    Axes.Split split = Axes.Split.at(x.shape(), axis);
    int length = Axes.arrayLength(planning, x, split.size());
    long[] shape = x.shape().dimensions();
    shape[axis] = count;
    Operand kept = planning.put(values, x.type(), Shape.of(shape), x.levelOfDetail());
    Operand numbers = planning.put(indices, DataType.INT64, Shape.of(shape), x.levelOfDetail());
    Axes.Split target = Axes.Split.at(kept.shape(), axis);
    return Computation.parallel(kept.elementCount() == 0 ? 0 : split.outer() * split.inner(), 1,
        (from, to, scratch) -> {
          Keys keys = Keys.of(Elements.of(x), length);
          int[] ranked = new int[length];
          for (long line = from; line < to; line++) {
            keys.load(Elements.of(x), split.lineStart(line), split.inner());
            rank(keys, ranked, count);
            store(keys, ranked, kept, numbers, target, line);
          }
        });
  }

  /** Give a tensor of rank 0 back, at place 0. */
  Computation planScalar(Planning planning, Operand x) {
    Operand kept = planning.put(values, x.type(), x.shape());
    Operand numbers = planning.put(indices, DataType.INT64, x.shape());
    return workspace -> {
      Elements.convert(Elements.of(x), Elements.of(kept), 1);
      Elements.of(numbers).set(0, 0L);
    };
  }

  private void rank(Keys keys, int[] ranked, int count) {
    for (int i = 0; i < ranked.length; i++) {
      ranked[i] = i;
    }
    method.sort(new IndexSort(ranked, order.apply(keys)), count, ranked.length);
  }

  private static void store(Keys keys, int[] ranked, Operand kept, Operand numbers, Axes.Split target, long line) {
    long start = target.lineStart(line);
    for (int i = 0; i < target.size(); i++) {
      keys.store(ranked[i], Elements.of(kept), start + i * target.inner());
      Elements.of(numbers).set(start + i * target.inner(), (long) ranked[i]);
    }
  }
}
