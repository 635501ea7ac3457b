package oar.runtime.arm.op.reduction;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import oar.api.model.DataType;
import oar.api.model.LevelOfDetail;
import oar.api.model.Shape;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.Axes;
import oar.runtime.arm.op.Elements;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/**
 * A {@code reduce_*} operator: combines the elements along the dimensions {@code dim}, or along all if there is none or
 * {@code reduce_all} is set. Reduced dimensions become 1 with {@code keep_dim} and go otherwise. Floating-point numbers are
 * combined in double precision. The output has X's LoD unless its rows are reduced.
 */
final class Reduce implements Operation {
  private final Input x;
  private final Output out;
  private final long[] axes;
  private final boolean reducesAll;
  private final boolean keepsRank;
  private final Reduction reduction;

  Reduce(OperatorReader reader, Reduction reduction) {
    this.reduction = reduction;
    x = reader.input("X");
    out = reader.output("Out");
    axes = reader.operator().longsAttribute("dim");
    reducesAll = reader.operator().booleanAttribute("reduce_all", false);
    keepsRank = reader.operator().booleanAttribute("keep_dim", false);
  }

  @Override
  public Computation plan(Planning planning) {
    Operand input = planning.get(x);
    boolean[] reduced = reduced(planning, input.shape().rank());
    List<Long> dimensions = new ArrayList<>();
    for (int i = 0; i < reduced.length; i++) {
      if (!reduced[i] || keepsRank) {
        dimensions.add(reduced[i] ? 1 : input.shape().dimension(i));
      }
    }
    boolean keepsRows = reduced.length > 0 && !reduced[0];
    Operand output = planning.put(out, reduction.resultType(input.type()), Shape.of(dimensions),
        keepsRows ? input.levelOfDetail() : LevelOfDetail.NONE);
    ReducedIndex index = new ReducedIndex(input.shape(), reduced);
    boolean integral = input.type().isInteger() || input.type() == DataType.BOOL;
    return integral
        ? workspace -> combineIntegers(input, output, index)
        : workspace -> workspace.parallel(output.elementCount(), 1,
            (from, to, scratch) -> combineDoubles(input, output, index, from, to));
  }

  private boolean[] reduced(Planning planning, int rank) {
    boolean[] reduced = new boolean[rank];
    Arrays.fill(reduced, reducesAll || axes.length == 0);
    if (rank > 0) {
      for (long axis : axes) {
        reduced[Axes.normalize(planning, "an element of dim", axis, rank)] = true;
      }
    }
    return reduced;
  }

  private void combineDoubles(Operand input, Operand output, ReducedIndex index, long from, long to) {
    Elements elements = Elements.of(input);
    Elements results = Elements.of(output);
    for (long i = from; i < to; i++) {
      double result = reduction.start().onDoubles();
      long first = index.first(i);
      for (long j = 0; j < index.count(); j++) {
        result = reduction.onDoubles().applyAsDouble(result, elements.getDouble(first + index.offset(j)));
      }
      results.set(i, reduction.averages() ? result / index.count() : result);
    }
  }

  private void combineIntegers(Operand input, Operand output, ReducedIndex index) {
    Elements elements = Elements.of(input);
    Elements results = Elements.of(output);
    for (long i = 0; i < output.elementCount(); i++) {
      long result = reduction.start().onIntegers();
      long first = index.first(i);
      for (long j = 0; j < index.count(); j++) {
        result = reduction.onIntegers().applyAsLong(result, elements.getLong(first + index.offset(j)));
      }
      results.set(i, reduction.averages() && index.count() > 0 ? result / index.count() : result);
    }
  }
}
