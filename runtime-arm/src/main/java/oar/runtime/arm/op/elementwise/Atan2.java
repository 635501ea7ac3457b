package oar.runtime.arm.op.elementwise;

import oar.api.model.DataType;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.Elements;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/** {@code atan2}: the angle of the point (X2, X1), of tensors of one shape; integers give FLOAT64. The output has X1's LoD. */
public final class Atan2 implements Operation {
  private final Input y;
  private final Input x;
  private final Output out;

  /** Read an operator. */
  public Atan2(OperatorReader reader) {
    y = reader.input("X1");
    x = reader.input("X2");
    out = reader.output("Out");
  }

  @Override
  public Computation plan(Planning planning) {
    Operand first = planning.get(y);
    Operand second = planning.get(x);
    planning.require(first.type() == second.type() && (first.type().isFloatingPoint() || first.type().isInteger()),
        "inputs " + first + " and " + second + " must be numbers of one type");
    planning.require(first.shape().equals(second.shape()),
        "inputs " + first + " and " + second + " must have one shape");
    DataType type = first.type().isInteger() ? DataType.FLOAT64 : first.type();
    Operand output = planning.put(out, type, first.shape(), first.levelOfDetail());
    return workspace -> {
      Elements firsts = Elements.of(first);
      Elements seconds = Elements.of(second);
      Elements results = Elements.of(output);
      for (long i = 0; i < output.elementCount(); i++) {
        results.set(i, Math.atan2(firsts.getDouble(i), seconds.getDouble(i)));
      }
    };
  }
}
