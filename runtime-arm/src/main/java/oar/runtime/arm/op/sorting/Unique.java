package oar.runtime.arm.op.sorting;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Optional;
import oar.api.model.DataType;
import oar.api.model.Operator;
import oar.api.model.Shape;
import oar.runtime.arm.kernel.View;
import oar.runtime.arm.kernel.movement.StridedCopy;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.Axes;
import oar.runtime.arm.op.Copies;
import oar.runtime.arm.op.DataTypes;
import oar.runtime.arm.op.Elements;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.DynamicOutput;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/**
 * {@code unique}, {@code unique_with_counts}: each element once, in order of appearance, or from the least to the greatest if
 * {@code is_sorted}; then, given an {@code axis}, whole slices in lexicographic order. Indices says where each comes first,
 * Index which of them each element is, Counts (Count) how often each comes, all of type {@code dtype}. No LoD.
 */
public final class Unique implements Operation {
  private final Input x;
  private final Output out;
  private final Output firsts;
  private final Output groups;
  private final Output counts;
  private final DataType numberType;
  private final boolean isSorted;
  private final Optional<Long> axis;

  /** Read an operator. */
  public Unique(OperatorReader reader) {
    Operator operator = reader.operator();
    boolean alwaysCounts = reader.type().equals("unique_with_counts");
    x = reader.input("X");
    out = reader.output("Out");
    firsts = reader.output("Indices");
    groups = reader.output("Index");
    counts = reader.output(alwaysCounts ? "Count" : "Counts");
    numberType = DataTypes.of(reader, "dtype", DataType.INT64);
    isSorted = !alwaysCounts && operator.booleanAttribute("is_sorted", false);
    long[] axes = operator.longsAttribute("axis");
    axis = isSorted && axes.length > 0 ? Optional.of(axes[0]) : Optional.empty();
    if (numberType != DataType.INT64 && numberType != DataType.INT32) {
      throw reader.refuse("dtype is " + numberType + "; it must be int32 or int64");
    }
  }

  @Override
  public Computation plan(Planning planning) {
    Operand input = planning.get(x);
    int rank = input.shape().rank();
    planning.require(isSorted || rank <= 1, "input " + input + " must have rank 1, since is_sorted is false");
    int length = Axes.arrayLength(planning, input, input.elementCount());
    DynamicOutput values = planning.putDynamic(out);
    DynamicOutput[] numbers = {planning.putDynamic(firsts), planning.putDynamic(groups), planning.putDynamic(counts)};
    if (axis.isPresent()) {
      int along = Axes.normalize(planning, "axis", axis.get(), rank);
      planning.require(length > 0, "input " + input + " has no slices to compare");
      return new Slices(planning, input, along).keeping(values, numbers);
    }
    return workspace -> {
      Keys keys = Keys.of(Elements.of(input), length);
      keys.load(Elements.of(input), 0, 1);
      Grouping grouping = isSorted ? Grouping.inOrder(keys) : Grouping.inOrderOfAppearance(keys);
      int[] kept = grouping.firsts();
      Elements to = Elements.of(input.type(), values.allocate(input.type(), Shape.of(kept.length)));
      for (int i = 0; i < kept.length; i++) {
        keys.store(kept[i], to, i);
      }
      store(grouping, isSorted ? Shape.of(length) : input.shape(), numbers);
    };
  }

  private void store(Grouping grouping, Shape shape, DynamicOutput[] numbers) {
    store(grouping.firsts(), numbers[0], Shape.of(grouping.firsts().length));
    store(grouping.groups(), numbers[1], shape);
    store(grouping.counts(), numbers[2], Shape.of(grouping.counts().length));
  }

  private void store(int[] values, DynamicOutput to, Shape shape) {
    Elements elements = Elements.of(numberType, to.allocate(numberType, shape));
    for (int i = 0; i < values.length; i++) {
      elements.set(i, (long) values[i]);
    }
  }

  /** The slices of a tensor along an axis. */
  private final class Slices {
    private final Operand input;
    private final int along;
    private final Operand rows;
    private final Computation toRows;

    /** Lay slices out as rows. As in Paddle, the axis changes places with the first one, which decides what comes first. */
    Slices(Planning planning, Operand input, int along) {
      this.input = input;
      this.along = along;
      int[] order = new int[input.shape().rank()];
      Arrays.setAll(order, i -> i == 0 ? along : i == along ? 0 : i);
      View view = View.of(input.shape().dimensions()).permute(order);
      rows = planning.scratch(input.type(), Shape.of(view.extents()));
      toRows = Copies.copy(planning, input, view, rows, View.of(view.extents()));
    }

    Computation keeping(DynamicOutput values, DynamicOutput[] numbers) {
      return workspace -> {
        toRows.run(workspace);
        Keys keys = Keys.of(Elements.of(rows), Math.toIntExact(rows.elementCount()));
        keys.load(Elements.of(rows), 0, 1);
        int count = Math.toIntExact(rows.shape().dimension(0));
        Grouping grouping = Grouping.ofRows(keys, count);
        copy(grouping.firsts(), values);
        store(grouping, Shape.of(count), numbers);
      };
    }

    private void copy(int[] kept, DynamicOutput values) {
      long[] shape = input.shape().dimensions();
      View from = View.of(shape);
      shape[along] = kept.length;
      View to = View.of(shape);
      MemorySegment memory = values.allocate(input.type(), Shape.of(shape));
      for (int i = 0; i < kept.length; i++) {
        new StridedCopy(from.pick(along, kept[i], 1, 1), to.pick(along, i, 1, 1), input.type().byteSize())
            .run(input.segment(), memory);
      }
    }
  }
}
