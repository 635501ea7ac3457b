package acme.oracle;

import java.util.function.IntToDoubleFunction;
import oar.api.model.Shape;
import oar.api.model.Tensor;

/**
 * Numbers in a shape.
 *
 * @param shape the dimensions
 * @param values row by row
 */
record Array(Shape shape, double[] values) {
  Array {
    if (values.length != shape.elementCount()) {
      throw new IllegalArgumentException(values.length + " values do not fill " + shape);
    }
  }

  static Array of(Tensor tensor) {
    return generate(tensor.shape(), tensor::doubleAt);
  }

  static Array generate(Shape shape, IntToDoubleFunction value) {
    double[] values = new double[Math.toIntExact(shape.elementCount())];
    for (int i = 0; i < values.length; i++) {
      values[i] = value.applyAsDouble(i);
    }
    return new Array(shape, values);
  }

  Tensor toTensor() {
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values[i];
    }
    return Tensor.of(shape, floats);
  }

  int size(int axis) {
    return Math.toIntExact(shape.dimension(axis));
  }
}
