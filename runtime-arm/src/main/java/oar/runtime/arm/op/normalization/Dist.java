package oar.runtime.arm.op.normalization;

import java.util.List;
import oar.api.model.Shape;
import oar.runtime.arm.kernel.View;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.Axes;
import oar.runtime.arm.op.Elements;
import oar.runtime.arm.op.Expansion;
import oar.runtime.arm.op.Precision;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/** {@code dist}: the norm of order {@code p} of all elements of X - Y, which broadcast to each other. The output is a scalar. */
public final class Dist implements Operation {
  private final Input x;
  private final Input y;
  private final Output out;
  private final VectorNorm norm;

  /** Read an operator. */
  public Dist(OperatorReader reader) {
    x = reader.input("X");
    y = reader.input("Y");
    out = reader.output("Out");
    norm = new VectorNorm(reader.number("p", 2));
  }

  @Override
  public Computation plan(Planning planning) {
    Operand left = planning.get(x);
    Operand right = planning.get(y);
    Precision.of(planning, left, right);
    Shape shape = Expansion.commonShape(planning, List.of(left.shape(), right.shape()));
    int length = Axes.arrayLength(planning, left, shape.elementCount());
    View from = View.of(left.shape().dimensions()).broadcast(shape.dimensions());
    View subtracted = View.of(right.shape().dimensions()).broadcast(shape.dimensions());
    Operand output = planning.put(out, left.type(), Shape.SCALAR);
    return workspace -> {
      double[] differences = new double[length];
      for (int i = 0; i < length; i++) {
        differences[i] = Elements.of(left).getDouble(from.place(i)) - Elements.of(right).getDouble(subtracted.place(i));
      }
      Elements.of(output).set(0, norm.of(differences, length));
    };
  }
}
