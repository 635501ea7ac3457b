package oar.runtime.arm.pass;

import java.util.Arrays;
import java.util.Optional;
import oar.api.model.Operator;
import oar.api.model.Shape;
import oar.api.model.Tensor;

/** How an elementwise operator spreads a constant operand over the other one, which varies. */
final class Broadcast {
  private Broadcast() {}

  /**
   * Return the constant's values along one axis, one for each index.
   *
   * @param elementwise the operator, whose attribute {@code axis} says where the constant's dimensions lie
   * @param constant FLOAT32
   * @param rank number of dimensions of the varying operand
   * @param axis the axis of it along which the constant may change
   * @param length the varying operand's dimension there
   * @return empty if the constant changes along another axis, or if the result has another shape than the varying
   *     operand
   */
  static Optional<float[]> along(Operator elementwise, Tensor constant, int rank, int axis, int length) {
    Shape shape = constant.shape();
    int attribute = elementwise.intAttribute("axis", -1);
    boolean alignedRight = attribute == -1 || (attribute == 0 && shape.rank() == rank);
    int first = alignedRight ? rank - shape.rank() : attribute;
    if (first < 0 || shape.rank() > rank) {
      return Optional.empty();
    }
    for (int i = 0; i < shape.rank(); i++) {
      boolean isAlongAxis = first + i == axis && shape.dimension(i) == length;
      if (shape.dimension(i) != 1 && !isAlongAxis) {
        return Optional.empty();
      }
    }
    float[] values = constant.toFloats();
    if (values.length == 1 && length != 1) {
      float value = values[0];
      values = new float[length];
      Arrays.fill(values, value);
    }
    return Optional.of(values);
  }
}
