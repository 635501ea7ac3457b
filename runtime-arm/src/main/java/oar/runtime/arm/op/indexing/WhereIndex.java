package oar.runtime.arm.op.indexing;

import oar.api.model.DataType;
import oar.api.model.Shape;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.Elements;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.DynamicOutput;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/** {@code where_index}: the places of the elements that are not 0, int64 [number of them, rank], in row-major order. No LoD. */
public final class WhereIndex implements Operation {
  private final Input condition;
  private final Output out;

  /** Read an operator. */
  public WhereIndex(OperatorReader reader) {
    condition = reader.input("Condition");
    out = reader.output("Out");
  }

  @Override
  public Computation plan(Planning planning) {
    Operand input = planning.get(condition);
    int rank = input.shape().rank();
    planning.require(rank > 0, "input " + input + " must have rank 1 or more");
    DynamicOutput output = planning.putDynamic(out);
    return workspace -> {
      Elements elements = Elements.of(input);
      long count = input.elementCount();
      long found = 0;
      for (long i = 0; i < count; i++) {
        found += elements.getDouble(i) != 0 ? 1 : 0;
      }
      Elements places = Elements.of(DataType.INT64, output.allocate(DataType.INT64, Shape.of(found, rank)));
      long row = 0;
      for (long i = 0; i < count; i++) {
        if (elements.getDouble(i) != 0) {
          writePlace(places, row++, i, input.shape());
        }
      }
    };
  }

  private static void writePlace(Elements places, long row, long element, Shape shape) {
    long rest = element;
    for (int axis = shape.rank() - 1; axis >= 0; axis--) {
      places.set(row * shape.rank() + axis, rest % shape.dimension(axis));
      rest /= shape.dimension(axis);
    }
  }
}
