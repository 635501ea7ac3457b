package oar.runtime.arm.op.sorting;

import java.util.Arrays;
import java.util.stream.LongStream;
import oar.api.model.DataType;
import oar.api.model.Shape;
import oar.runtime.arm.kernel.IndexSort;
import oar.runtime.arm.kernel.View;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.Axes;
import oar.runtime.arm.op.Copies;
import oar.runtime.arm.op.Elements;
import oar.runtime.arm.op.ReducedAxes;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/**
 * {@code median}, {@code nanmedian}: the middle one of the elements along the dimensions {@code axis}, or of all if there is none. Of
 * two in the middle it is their mean, or the lesser one if {@code mode} is {@code min}. NaN is the median where it occurs, or is left
 * out by {@code nanmedian}. MedianIndex says where in the line it is, or where both are. Reduced dimensions become 1 with
 * {@code keepdim} and go otherwise. No LoD.
 */
public final class Median implements Operation {
  private static final int NOWHERE = -1;

  private final Input x;
  private final Output out;
  private final Output places;
  private final long[] axes;
  private final boolean keepsRank;
  private final boolean takesLesser;
  private final boolean leavesOutNaN;

  private Median(OperatorReader reader, boolean leavesOutNaN) {
    this.leavesOutNaN = leavesOutNaN;
    x = reader.input("X");
    out = reader.output("Out");
    places = reader.output("MedianIndex");
    axes = reader.operator().longsAttribute("axis");
    keepsRank = reader.operator().booleanAttribute("keepdim", false);
    String mode = reader.operator().textAttribute("mode", "avg");
    takesLesser = mode.equals("min");
    if (!takesLesser && !mode.equals("avg")) {
      throw reader.refuse("mode is '" + mode + "'; it must be avg or min");
    }
  }

  /** Read a {@code median}. */
  public static Operation ofAll(OperatorReader reader) {
    return new Median(reader, false);
  }

  /** Read a {@code nanmedian}. */
  public static Operation ofNumbers(OperatorReader reader) {
    return new Median(reader, true);
  }

  @Override
  public Computation plan(Planning planning) {
    Operand input = planning.get(x);
    planning.require(input.type().isFloatingPoint() || input.type().isInteger(),
        "input " + input + " must hold real numbers");
    ReducedAxes reduced = ReducedAxes.of(planning, "axis", axes, input.shape(), false);
    int length = Axes.arrayLength(planning, input, reduced.count());
    planning.require(length > 0 || input.type().isFloatingPoint(),
        "input " + input + " has no elements, so none is in the middle");
    View view = View.of(input.shape().dimensions()).permute(reduced.reducedLast());
    Operand lines = planning.scratch(input.type(), Shape.of(view.extents()));
    Computation arrangement = Copies.copy(planning, input, view, lines, View.of(view.extents()));
    Shape shape = reduced.result(keepsRank);
    Operand medians = planning.put(out, input.type(), shape);
    Operand indices = planning.put(places, DataType.INT64, takesLesser ? shape : withPairs(shape));
    return workspace -> {
      arrangement.run(workspace);
      workspace.parallel(medians.elementCount(), 1, (from, to, scratch) -> {
        Keys keys = Keys.of(Elements.of(lines), length);
        for (long line = from; line < to; line++) {
          keys.load(Elements.of(lines), line * length, 1);
          store(keys, Elements.of(medians), Elements.of(indices), line);
        }
      });
    };
  }

  private static Shape withPairs(Shape shape) {
    return Shape.of(LongStream.concat(LongStream.of(shape.dimensions()), LongStream.of(2)).toArray());
  }

  private void store(Keys keys, Elements medians, Elements indices, long line) {
    int[] middle = middle(keys);
    if (middle.length == 0) {
      medians.set(line, Double.NaN);
      middle = new int[2];
      Arrays.fill(middle, keys.size() == 0 ? 0 : NOWHERE);
    } else if (takesLesser) {
      keys.store(middle[0], medians, line);
    } else {
      keys.storeMean(middle[0], middle[1], medians, line);
    }
    int kept = takesLesser ? 1 : middle.length;
    for (int i = 0; i < kept; i++) {
      indices.set(line * kept + i, (long) middle[i]);
    }
  }

  /** Return the numbers of the two keys in the middle, which may be one; none if there are no keys that count. */
  private int[] middle(Keys keys) {
    int[] ranked = new int[keys.size()];
    int numbers = 0;
    int firstNaN = -1;
    for (int i = keys.size() - 1; i >= 0; i--) {
      ranked[i] = i;
      firstNaN = keys.isNaN(i) ? i : firstNaN;
      numbers += keys.isNaN(i) ? 0 : 1;
    }
    if (firstNaN >= 0 && !leavesOutNaN) {
      return new int[]{firstNaN, firstNaN};
    }
    if (numbers == 0) {
      return new int[0];
    }
    int kept = leavesOutNaN ? numbers : ranked.length / 2 + 1;
    TopK.select(new IndexSort(ranked, keys.ascending()), kept, ranked.length, true);
    return new int[]{ranked[(numbers - 1) / 2], ranked[numbers / 2]};
  }
}
