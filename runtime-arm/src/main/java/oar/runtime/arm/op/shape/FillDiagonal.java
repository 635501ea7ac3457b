package oar.runtime.arm.op.shape;

import java.util.Arrays;
import oar.api.model.Shape;
import oar.runtime.arm.kernel.View;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.Elements;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/**
 * {@code fill_diagonal}: X with {@code value} on its diagonal, {@code offset} columns from the main one. In a matrix of more rows than
 * columns the diagonal begins again below its end if it {@code wrap}s. More than two dimensions must be equal; as in Paddle, what
 * does not wrap then ends after as many elements as a matrix of these dimensions has. No LoD.
 */
public final class FillDiagonal implements Operation {
  private final Input x;
  private final Output out;
  private final float value;
  private final long offset;
  private final boolean wraps;

  /** Read an operator. */
  public FillDiagonal(OperatorReader reader) {
    x = reader.input("X");
    out = reader.output("Out");
    value = reader.operator().floatAttribute("value", 0);
    offset = reader.operator().intAttribute("offset", 0);
    wraps = reader.operator().booleanAttribute("wrap", false);
  }

  @Override
  public Computation plan(Planning planning) {
    Operand input = planning.get(x);
    Shape shape = input.shape();
    planning.require(shape.rank() == 2 || shape.rank() > 2 && Arrays.stream(shape.dimensions()).distinct().count() == 1,
        "input " + input + " must have rank 2, or dimensions that are all equal");
    View view = View.of(shape.dimensions());
    long step = 0;
    for (int axis = 0; axis < shape.rank(); axis++) {
      step += view.stride(axis);
    }
    long distance = step;
    Operand output = planning.put(out, input.type(), shape);
    return workspace -> {
      output.segment().copyFrom(input.segment());
      fill(Elements.of(output), shape, distance);
    };
  }

  private void fill(Elements elements, Shape shape, long distance) {
    long columns = shape.dimension(-1);
    long end = wraps ? shape.elementCount() : Math.min(columns * columns, shape.elementCount());
    for (long place = 0; place < end; place += distance) {
      long column = place % columns + offset;
      if (column >= 0 && column < columns) {
        elements.set(place + offset, (double) value);
      }
    }
  }
}
