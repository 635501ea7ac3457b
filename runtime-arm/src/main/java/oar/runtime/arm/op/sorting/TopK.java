package oar.runtime.arm.op.sorting;

import java.util.Optional;
import java.util.function.Function;
import oar.api.model.Operator;
import oar.runtime.arm.kernel.IndexSort;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.Axes;
import oar.runtime.arm.op.LongsSource;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Planning;

/**
 * {@code top_k}, {@code top_k_v2}: the {@code k} greatest elements along an axis, and where they were. How many there are is in
 * input K or else in the attribute. The second version takes any {@code axis}, the least elements instead unless
 * {@code largest}, and NaN for the greatest; what it leaves {@code sorted} no rule says if that is false. The outputs have X's
 * LoD.
 */
public final class TopK implements Operation {
  /** The second version sorts by heap where it keeps less than one in so many. */
  private static final long FEW = 64;

  private final Input x;
  private final Optional<Input> countTensor;
  private final int countAttribute;
  private final int axis;
  private final Ranking ranking;
  private final boolean takesScalars;

  private TopK(OperatorReader reader, int axis, Function<Keys, IndexSort.Order> order, Ranking.Method method) {
    x = reader.input("X");
    countTensor = reader.optionalInput("K");
    countAttribute = reader.operator().intAttribute("k", 1);
    this.axis = axis;
    takesScalars = reader.type().equals("top_k_v2");
    ranking = new Ranking(reader.output("Out"), reader.output("Indices"), order, method);
  }

  /** Read a {@code top_k}. */
  public static Operation first(OperatorReader reader) {
    return new TopK(reader, -1, Keys::descendingNumbers, (sort, count, length) -> sort.partialSort(0, count, length));
  }

  /** Read a {@code top_k_v2}. */
  public static Operation second(OperatorReader reader) {
    Operator operator = reader.operator();
    boolean sorts = operator.booleanAttribute("sorted", true);
    return new TopK(reader, operator.intAttribute("axis", -1),
        operator.booleanAttribute("largest", true) ? Keys::descending : Keys::ascending,
        (sort, count, length) -> select(sort, count, length, sorts));
  }

  /** Bring the first numbers to the front, and into order if they are to be sorted. */
  static void select(IndexSort sort, int count, int length, boolean sorts) {
    if (count * FEW < length) {
      sort.partialSort(0, count, length);
      return;
    }
    sort.select(0, count - 1, length);
    if (sorts) {
      sort.sort(0, count - 1);
    }
  }

  @Override
  public Computation plan(Planning planning) {
    Operand input = planning.get(x);
    if (takesScalars && input.shape().rank() == 0) {
      return ranking.planScalar(planning, input);
    }
    int along = Axes.normalize(planning, "axis", axis, input.shape().rank());
    long length = input.shape().dimension(along);
    long count = countTensor.map(tensor -> LongsSource.single(planning, tensor)).orElse((long) countAttribute);
    planning.require(1 <= count && count <= length,
        "k is " + count + "; for dimension " + along + " of input " + input + " it must be from 1 to " + length);
    return ranking.plan(planning, input, along, Axes.arrayLength(planning, input, count));
  }
}
