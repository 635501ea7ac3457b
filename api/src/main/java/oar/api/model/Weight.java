package oar.api.model;

import java.util.Objects;
import java.util.Optional;

/**
 * A trained constant.
 *
 * @param tensor the elements as they are stored
 * @param levelOfDetail the sequences of its rows; hardly ever any
 * @param quantization how to read the elements as real numbers, empty if they are what they are
 */
public record Weight(Tensor tensor, LevelOfDetail levelOfDetail, Optional<Quantization> quantization) {
  /** Create a weight. */
  public Weight {
    Objects.requireNonNull(tensor, "tensor is null");
    Objects.requireNonNull(levelOfDetail, "levelOfDetail is null");
  }

  /** Create a weight of plain elements. */
  public Weight(Tensor tensor) {
    this(tensor, LevelOfDetail.NONE, Optional.empty());
  }

  /** Create a quantized weight. */
  public Weight(Tensor tensor, Quantization quantization) {
    this(tensor, LevelOfDetail.NONE, Optional.of(quantization));
  }

  /** Return the dimensions of the weight as operators see them, whatever its storage. */
  public Shape shape() {
    return quantization.map(Quantization::shape).orElse(tensor.shape());
  }

  /** Return the bytes that elements and scales take. */
  public long byteSize() {
    return tensor.data().byteSize() + quantization.map(q -> q.scales().data().byteSize()).orElse(0L);
  }
}
