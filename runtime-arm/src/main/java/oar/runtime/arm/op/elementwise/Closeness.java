package oar.runtime.arm.op.elementwise;

import java.util.Optional;
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

/**
 * {@code isclose}: whether {@code |Input - Other| <= atol + rtol * |Other|}, element by element, and {@code allclose}: whether it is
 * so of all. The tolerances are in inputs Rtol and Atol or else in the attributes, as texts. NaN is close to NaN with
 * {@code equal_nan}, and to nothing otherwise. Bool; no LoD.
 */
public final class Closeness implements Operation {
  private final Input x;
  private final Input y;
  private final Output out;
  private final Tolerance relative;
  private final Tolerance absolute;
  private final boolean takesNaN;
  private final boolean isOfAll;

  private Closeness(OperatorReader reader, boolean isOfAll) {
    this.isOfAll = isOfAll;
    x = reader.input("Input");
    y = reader.input("Other");
    out = reader.output("Out");
    relative = Tolerance.of(reader, "Rtol", "rtol", "1e-5");
    absolute = Tolerance.of(reader, "Atol", "atol", "1e-8");
    takesNaN = reader.operator().booleanAttribute("equal_nan", false);
  }

  /** Read an {@code isclose}. */
  public static Operation ofEach(OperatorReader reader) {
    return new Closeness(reader, false);
  }

  /** Read an {@code allclose}. */
  public static Operation ofAll(OperatorReader reader) {
    return new Closeness(reader, true);
  }

  @Override
  public Computation plan(Planning planning) {
    Operand left = planning.get(x);
    Operand right = planning.get(y);
    planning.require(left.type() == right.type() && DataTypes.isReal(left.type()),
        "inputs " + left + " and " + right + " must be of one type, and of real numbers");
    planning.require(left.shape().equals(right.shape()),
        "inputs " + left + " and " + right + " must be of one shape");
    double rtol = relative.get(planning);
    double atol = absolute.get(planning);
    Operand output = planning.put(out, DataType.BOOL, isOfAll ? Shape.SCALAR : left.shape());
    return workspace -> {
      Elements answers = Elements.of(output);
      Elements lefts = Elements.of(left);
      Elements rights = Elements.of(right);
      boolean all = true;
      for (long i = 0; i < left.elementCount(); i++) {
        boolean close = areClose(lefts.getDouble(i), rights.getDouble(i), rtol, atol);
        all &= close;
        if (!isOfAll) {
          answers.set(i, close ? 1L : 0L);
        }
      }
      if (isOfAll) {
        answers.set(0, all ? 1L : 0L);
      }
    };
  }

  private boolean areClose(double x, double y, double rtol, double atol) {
    if (Double.isNaN(x) || Double.isNaN(y)) {
      return takesNaN && Double.isNaN(x) && Double.isNaN(y);
    }
    return x == y || Math.abs(x - y) <= atol + rtol * Math.abs(y);
  }

  /** A number from an input or else from the text of an attribute. */
  private record Tolerance(Optional<Input> tensor, double attribute) {
    static Tolerance of(OperatorReader reader, String slot, String name, String absent) {
      String text = reader.operator().textAttribute(name, absent);
      try {
        return new Tolerance(reader.optionalInput(slot), Double.parseDouble(text));
      } catch (NumberFormatException e) {
        throw reader.refuse(name + " is '" + text + "'; it must be a number");
      }
    }

    double get(Planning planning) {
      return tensor.map(input -> Scalars.of(planning, input).doubleAt(0)).orElse(attribute);
    }
  }
}
