package oar.runtime.arm.op.creation;

import oar.api.model.DataType;
import oar.api.model.Shape;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.DataTypes;
import oar.runtime.arm.op.Elements;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/** {@code eye}: a matrix of type {@code dtype} with ones on its diagonal and zeros elsewhere. */
public final class Eye implements Operation {
  private final Output out;
  private final DataType type;
  private final long rows;
  private final long columns;

  /** Read an operator. */
  public Eye(OperatorReader reader) {
    out = reader.output("Out");
    type = DataTypes.of(reader, "dtype", DataType.FLOAT32);
    rows = reader.operator().longAttribute("num_rows", 0);
    long given = reader.operator().longAttribute("num_columns", -1);
    columns = given == -1 ? rows : given;
    if (rows < 0 || columns < 0) {
      throw reader
          .refuse("num_rows is " + rows + " and num_columns " + given + "; both must be 0 or more, or the second -1");
    }
  }

  @Override
  public Computation plan(Planning planning) {
    Operand output = planning.put(out, type, Shape.of(rows, columns));
    return workspace -> {
      output.segment().fill((byte) 0);
      Elements elements = Elements.of(output);
      for (long i = 0; i < Math.min(rows, columns); i++) {
        elements.set(i * columns + i, 1L);
      }
    };
  }
}
