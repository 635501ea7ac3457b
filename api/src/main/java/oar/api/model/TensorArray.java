package oar.api.model;

import java.util.List;

/**
 * A list of tensors that may differ in shape, as loops build them.
 *
 * @param elements in order
 */
public record TensorArray(List<LodTensor> elements) implements Value {
  /** Create an array. */
  public TensorArray {
    elements = List.copyOf(elements);
  }
}
