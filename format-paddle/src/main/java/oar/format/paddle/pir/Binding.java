package oar.format.paddle.pir;

import java.util.List;
import oar.api.model.Shape;

/** What the id of a value stands for in the program that is made. */
sealed interface Binding {
  /** A variable. */
  record One(String variable, PirType type) implements Binding {
    /** Return the element type. */
    ElementType element() {
      return switch (type) {
        case PirType.DenseTensor(ElementType element, _) -> element;
        case PirType.TensorArray(ElementType element, _) -> element;
        case PirType other -> throw new IllegalStateException("variable " + variable + " is declared as " + other);
      };
    }

    /** Return the dimensions as far as the exporter guessed them. */
    Shape shape() {
      return switch (type) {
        case PirType.DenseTensor(_, Shape shape) -> shape;
        case PirType.TensorArray(_, Shape shape) -> shape;
        case PirType other -> throw new IllegalStateException("variable " + variable + " is declared as " + other);
      };
    }
  }

  /** The variables of a vector. */
  record Many(List<One> elements) implements Binding {
    /** Create a vector. */
    public Many {
      elements = List.copyOf(elements);
    }
  }

  /** Nothing: a parameter without a value, a result that is not computed. */
  record None() implements Binding {}
}
