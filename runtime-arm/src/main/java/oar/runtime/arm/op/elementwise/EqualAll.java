package oar.runtime.arm.op.elementwise;

import oar.api.model.DataType;
import oar.api.model.Shape;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.DataTypes;
import oar.runtime.arm.op.Elements;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/** {@code equal_all}: whether X and Y have the same shape and equal elements. A bool of rank 0; no LoD. */
public final class EqualAll implements Operation {
  private final Input x;
  private final Input y;
  private final Output out;

  /** Read an operator. */
  public EqualAll(OperatorReader reader) {
    x = reader.input("X");
    y = reader.input("Y");
    out = reader.output("Out");
  }

  @Override
  public Computation plan(Planning planning) {
    Operand left = planning.get(x);
    Operand right = planning.get(y);
    planning.require(left.type() == right.type() && DataTypes.isReal(left.type()),
        "inputs " + left + " and " + right + " must be of one type, and of real numbers");
    Operand output = planning.put(out, DataType.BOOL, Shape.SCALAR);
    boolean isOneShape = left.shape().equals(right.shape());
    return workspace -> Elements.of(output).set(0,
        isOneShape && areEqual(Elements.of(left), Elements.of(right), left.elementCount()) ? 1L : 0L);
  }

  private static boolean areEqual(Elements left, Elements right, long count) {
    for (long i = 0; i < count; i++) {
      boolean same = left.isIntegral()
          ? left.getLong(i) == right.getLong(i)
          : left.getDouble(i) == right.getDouble(i);
      if (!same) {
        return false;
      }
    }
    return true;
  }
}
