package oar.runtime.arm.op.creation;

import oar.api.model.DataType;
import oar.api.model.Operator;
import oar.api.model.Shape;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.DataTypes;
import oar.runtime.arm.op.Elements;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/**
 * {@code tril_indices}, {@code triu_indices}: the places in the lower, or upper, triangle of a matrix, {@code offset} columns from the
 * main diagonal, [2, number of them]: their rows, then their columns, in row-major order.
 */
public final class TriangleIndexes implements Operation {
  private final Output out;
  private final DataType type;
  private final long rows;
  private final long columns;
  private final long offset;
  private final boolean isLower;

  private TriangleIndexes(OperatorReader reader, boolean isLower) {
    Operator operator = reader.operator();
    out = reader.output("out");
    type = DataTypes.of(reader, "dtype", DataType.INT64);
    rows = operator.intAttribute(isLower ? "rows" : "row", 0);
    columns = operator.intAttribute(isLower ? "cols" : "col", 0);
    offset = operator.intAttribute("offset", 0);
    this.isLower = isLower;
    if (rows < 0 || columns < 0) {
      throw reader.refuse("the matrix is of " + rows + " rows and " + columns + " columns; both must be 0 or more");
    }
    if (type != DataType.INT32 && type != DataType.INT64) {
      throw reader.refuse("dtype is " + type + "; it must be int32 or int64");
    }
  }

  /** Read a {@code tril_indices}. */
  public static Operation lower(OperatorReader reader) {
    return new TriangleIndexes(reader, true);
  }

  /** Read a {@code triu_indices}. */
  public static Operation upper(OperatorReader reader) {
    return new TriangleIndexes(reader, false);
  }

  private long from(long row) {
    return isLower ? 0 : Math.clamp(row + offset, 0, columns);
  }

  private long to(long row) {
    return isLower ? Math.clamp(row + offset + 1, 0, columns) : columns;
  }

  @Override
  public Computation plan(Planning planning) {
    long count = 0;
    for (long row = 0; row < rows; row++) {
      count = Math.addExact(count, to(row) - from(row));
    }
    Operand output = planning.put(out, type, Shape.of(2, count));
    return workspace -> {
      Elements elements = Elements.of(output);
      long at = 0;
      for (long row = 0; row < rows; row++) {
        for (long column = from(row); column < to(row); column++) {
          elements.set(at, row);
          elements.set(output.shape().dimension(1) + at++, column);
        }
      }
    };
  }
}
