package oar.runtime.arm.op.elementwise;

import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.plan.Operation;

/**
 * {@code rrelu} when it does not train: elements below 0 times the mean of {@code lower} and {@code upper}. Output Noise is for
 * training alone and gets no value. Out has X's LoD.
 */
public final class Rrelu {
  private Rrelu() {}

  /** Read an operator. */
  public static Operation of(OperatorReader reader) {
    if (!reader.operator().booleanAttribute("is_test", false)) {
      throw reader.unsupported("training (is_test false)");
    }
    float lower = reader.number("lower", 0.125f);
    float upper = reader.number("upper", 1 / 3f);
    if (!(0 <= lower && lower <= upper && upper <= 1)) {
      throw reader.refuse("lower is " + lower + " and upper " + upper
          + "; they must be from 0 to 1, and lower not the greater one");
    }
    return new Unary(reader.input("X"), reader.output("Out"), UnaryFunctions.leakyRelu((lower + upper) / 2));
  }
}
