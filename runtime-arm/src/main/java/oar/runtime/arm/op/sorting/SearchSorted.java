package oar.runtime.arm.op.sorting;

import java.util.Arrays;
import oar.api.model.DataType;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.Elements;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/**
 * {@code searchsorted}: how many elements of the row of {@code SortedSequence} are less than a value, or, with {@code right}, not
 * greater: where it would be put in. There is one row for all of {@code Values}, or one for each row of them. As in Paddle, what
 * is infinite or NaN comes behind everything. The output is INT64, or INT32 with {@code out_int32}. No LoD.
 */
public final class SearchSorted implements Operation {
  private final Input sequence;
  private final Input values;
  private final Output out;
  private final DataType type;
  private final boolean goesBehindEqual;

  /** Read an operator. */
  public SearchSorted(OperatorReader reader) {
    sequence = reader.input("SortedSequence");
    values = reader.input("Values");
    out = reader.output("Out");
    type = reader.operator().booleanAttribute("out_int32", false) ? DataType.INT32 : DataType.INT64;
    goesBehindEqual = reader.operator().booleanAttribute("right", false);
  }

  @Override
  public Computation plan(Planning planning) {
    Operand sorted = planning.get(sequence);
    Operand wanted = planning.get(values);
    requireRows(planning, sorted, wanted);
    long length = sorted.shape().dimension(-1);
    long perRow = sorted.shape().rank() == 1 ? wanted.elementCount() : wanted.shape().dimension(-1);
    Operand output = planning.put(out, type, wanted.shape());
    return workspace -> {
      Elements row = Elements.of(sorted);
      Elements searched = Elements.of(wanted);
      Elements places = Elements.of(output);
      for (long i = 0; i < wanted.elementCount(); i++) {
        places.set(i, place(row, i / perRow * length, length, searched, i));
      }
    };
  }

  private static void requireRows(Planning planning, Operand sorted, Operand wanted) {
    for (Operand operand : new Operand[]{sorted, wanted}) {
      planning.require(operand.type() == DataType.INT32 || operand.type() == DataType.INT64
          || operand.type() == DataType.FLOAT32 || operand.type() == DataType.FLOAT64,
          "input " + operand + " must be of int32, int64, float32 or float64");
    }
    int rank = sorted.shape().rank();
    planning.require(rank == 1 || rank > 1 && rank == wanted.shape().rank()
        && Arrays.equals(sorted.shape().dimensions(), 0, rank - 1, wanted.shape().dimensions(), 0, rank - 1),
        "input " + sorted + " must have rank 1, or the dimensions of " + wanted + " but for the last");
  }

  private long place(Elements row, long start, long length, Elements searched, long index) {
    if (!searched.isIntegral() && !Double.isFinite(searched.getDouble(index))) {
      return length;
    }
    long from = 0;
    long to = length;
    while (from < to) {
      long middle = (from + to) / 2;
      int order = compare(row, start + middle, searched, index);
      if (order < 0 || order == 0 && goesBehindEqual) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from;
  }

  private static int compare(Elements row, long place, Elements searched, long index) {
    if (row.isIntegral() && searched.isIntegral()) {
      return Long.compare(row.getLong(place), searched.getLong(index));
    }
    double element = row.getDouble(place);
    double value = searched.getDouble(index);
    return element < value ? -1 : element == value ? 0 : 1;
  }
}
