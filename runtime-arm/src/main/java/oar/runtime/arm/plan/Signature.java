package oar.runtime.arm.plan;

import java.util.List;
import java.util.Optional;
import oar.api.model.DataType;
import oar.api.model.LevelOfDetail;
import oar.api.model.LodTensor;
import oar.api.model.Shape;
import oar.api.model.TensorArray;
import oar.api.model.Value;

/** What a plan depends on of a value that it is given: everything but the elements. */
sealed interface Signature {
  /** A tensor. */
  record OfTensor(DataType type, Shape shape, LevelOfDetail levelOfDetail) implements Signature {}

  /** An array of tensors, whose elements a plan knows nothing of. */
  record OfArray() implements Signature {}

  /** A variable without a value. */
  record OfNothing() implements Signature {}

  /** Tell whether a value has this signature, without making one of it. */
  default boolean isOf(Optional<? extends Value> value) {
    return switch (this) {
      case OfNothing _ -> value.isEmpty();
      case OfArray _ -> value.isPresent() && value.get() instanceof TensorArray;
      case OfTensor signature -> value.isPresent() && value.get() instanceof LodTensor present
          && present.tensor().type() == signature.type && present.tensor().shape().equals(signature.shape)
          && present.levelOfDetail().equals(signature.levelOfDetail);
    };
  }

  static Signature of(Optional<? extends Value> value) {
    if (value.isEmpty()) {
      return new OfNothing();
    }
    return switch (value.get()) {
      case LodTensor lodTensor -> new OfTensor(lodTensor.tensor().type(), lodTensor.tensor().shape(),
          lodTensor.levelOfDetail());
      case TensorArray array -> new OfArray();
    };
  }

  static Signature ofPlanned(Optional<PlannedValue> value) {
    if (value.isEmpty()) {
      return new OfNothing();
    }
    return switch (value.get()) {
      case Operand operand -> new OfTensor(operand.type(), operand.shape(), operand.levelOfDetail());
      case ArrayOperand array -> new OfArray();
    };
  }

  static List<Signature> of(List<? extends Optional<? extends Value>> values) {
    return values.stream().map(Signature::of).toList();
  }
}
