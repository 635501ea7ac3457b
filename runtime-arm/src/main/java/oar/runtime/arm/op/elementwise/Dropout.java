package oar.runtime.arm.op.elementwise;

import oar.runtime.arm.kernel.Activations;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.shape.Copy;
import oar.runtime.arm.plan.Operation;

/**
 * {@code dropout} when it does not drop: the input as it is if training scales it up ({@code upscale_in_train}), otherwise
 * {@code x * (1 - dropout_prob)}.
 */
public final class Dropout {
  private Dropout() {}

  /** Read an operator. */
  public static Operation of(OperatorReader reader) {
    float dropped = reader.operator().floatAttribute("dropout_prob", 0.5f);
    if (!(0 <= dropped && dropped <= 1)) {
      throw reader.refuse("dropout_prob is " + dropped + "; it must be from 0 to 1");
    }
    if (reader.operator().textAttribute("dropout_implementation", "downgrade_in_infer").equals("upscale_in_train")) {
      return Copy.of(reader);
    }
    float kept = 1 - dropped;
    return new Unary(reader.input("X"), reader.output("Out"),
        UnaryFunction.of(Activations.affine(kept, 0), value -> value * kept));
  }
}
