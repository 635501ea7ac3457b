package oar.format.paddle.pir;

import java.util.List;
import oar.api.model.Shape;

/** The type of a value of a PIR program. Shapes are the exporter's guesses: arrays and recurrent states have wrong ones. */
sealed interface PirType {
  /** One tensor. */
  record DenseTensor(ElementType element, Shape shape) implements PirType {}

  /** A list of tensors that grows as the program runs. */
  record TensorArray(ElementType element, Shape shape) implements PirType {}

  /** A fixed list of values. */
  record Vector(List<PirType> elements) implements PirType {
    /** Create a list. */
    public Vector {
      elements = List.copyOf(elements);
    }
  }

  /** What an operation could compute, but does not. */
  record Absent() implements PirType {}

  /** A type that no operator of Paddle 2 takes: sparse, distributed, of eight-bit floating-point elements. */
  record Foreign(String name) implements PirType {}
}
