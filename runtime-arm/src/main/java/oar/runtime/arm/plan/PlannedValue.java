package oar.runtime.arm.plan;

import java.util.Optional;
import oar.api.model.LodTensor;
import oar.api.model.Tensor;
import oar.api.model.TensorArray;
import oar.api.model.Value;

/** A value of a plan: a tensor of known shape, or an array whose elements are known only when the plan runs. */
public sealed interface PlannedValue permits Operand, ArrayOperand {
  /** Return the name of the variable, for messages. */
  String variable();

  /** Return the value as it is now, a view of its memory, or empty if there is none. */
  static Optional<Value> toValue(Optional<PlannedValue> planned) {
    return planned.map(value -> switch (value) {
      case Operand operand -> new LodTensor(new Tensor(operand.type(), operand.shape(), operand.segment()),
          operand.fittingLevelOfDetail());
      case ArrayOperand array -> new TensorArray(array.elements());
    });
  }
}
