package oar.runtime.arm.op.sorting;

import oar.api.model.DataType;
import oar.api.model.Shape;
import oar.runtime.arm.kernel.IndexSort;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.Axes;
import oar.runtime.arm.op.Elements;
import oar.runtime.arm.op.ReducedAxes;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/**
 * {@code kthvalue}: the {@code k}-th least of the elements along {@code axis}, and {@code mode}: the most frequent one, the least of
 * several; NaN is the greatest and no two are equal. Indices says where it is. The axis goes, or becomes 1 with {@code keepdim}. No
 * LoD.
 */
public final class Choice implements Operation {
  private static final int MOST_FREQUENT = 0;

  private final Input x;
  private final Output out;
  private final Output indices;
  private final int axis;
  private final boolean keepsRank;
  private final long rankFromLeast;

  private Choice(OperatorReader reader, long rankFromLeast) {
    this.rankFromLeast = rankFromLeast;
    x = reader.input("X");
    out = reader.output("Out");
    indices = reader.output("Indices");
    axis = reader.operator().intAttribute("axis", -1);
    keepsRank = reader.operator().booleanAttribute("keepdim", false);
  }

  /** Read a {@code kthvalue}. */
  public static Operation kthValue(OperatorReader reader) {
    long k = reader.operator().longAttribute("k", 1);
    if (k < 1) {
      throw reader.refuse("k is " + k + "; it must be at least 1");
    }
    return new Choice(reader, k);
  }

  /** Read a {@code mode}. */
  public static Operation mode(OperatorReader reader) {
    return new Choice(reader, MOST_FREQUENT);
  }

  @Override
  public Computation plan(Planning planning) {
    Operand input = planning.get(x);
    planning.require(input.type().isFloatingPoint() || input.type().isInteger(),
        "input " + input + " must hold real numbers");
    ReducedAxes reduced = ReducedAxes.of(planning, "axis", new long[]{axis}, input.shape(), false);
    int length = Axes.arrayLength(planning, input, reduced.count());
    planning.require(length > 0 || input.elementCount() > 0,
        "input " + input + " has no elements along axis " + axis + " to choose from");
    planning.require(rankFromLeast <= length,
        "k is " + rankFromLeast + "; input " + input + " has " + length + " elements along axis " + axis);
    Shape shape = reduced.result(keepsRank);
    Operand values = planning.put(out, input.type(), shape);
    Operand places = planning.put(indices, DataType.INT64, shape);
    int rank = input.shape().rank();
    Axes.Split lines = rank == 0
        ? new Axes.Split(1, 1, 1)
        : Axes.Split.at(input.shape(), Axes.normalize(planning, "axis", axis, rank));
    return Computation.parallel(values.elementCount(), 1, (from, to, scratch) -> {
      Keys keys = Keys.of(Elements.of(input), length);
      for (long line = from; line < to; line++) {
        keys.load(Elements.of(input), lines.lineStart(line), lines.inner());
        int chosen = choose(keys);
        keys.store(chosen, Elements.of(values), line);
        Elements.of(places).set(line, (long) chosen);
      }
    });
  }

  private int choose(Keys keys) {
    int[] sorted = new int[keys.size()];
    for (int i = 0; i < sorted.length; i++) {
      sorted[i] = i;
    }
    IndexSort sort = new IndexSort(sorted, keys.ascending());
    if (rankFromLeast == MOST_FREQUENT) {
      sort.sort(0, sorted.length);
      return lastOfLongestRun(keys, sorted);
    }
    int place = (int) rankFromLeast - 1;
    sort.select(0, place, sorted.length);
    return sorted[place];
  }

  private static int lastOfLongestRun(Keys keys, int[] sorted) {
    int best = 0;
    int longest = 0;
    for (int i = 0, length = 1; i < sorted.length; i++, length++) {
      if (i == sorted.length - 1 || !keys.areEqual(sorted[i], sorted[i + 1])) {
        if (length > longest) {
          best = sorted[i];
          longest = length;
        }
        length = 0;
      }
    }
    return best;
  }
}
