package oar.format.paddle.pir;

import java.util.ArrayList;
import java.util.List;
import oar.api.model.Operator;
import oar.api.model.Shape;

/** Brings operands into the form in which operators of Paddle 2 take them. */
final class Conversions {
  private Conversions() {}

  /** Return the name of a variable with the elements of another in a type, which is that variable where it has the type. */
  static String cast(PirOperation operation, Binding.One value, ElementType type, Translation translation) {
    if (value.element() == type) {
      return value.variable();
    }
    String cast = translation.temporary(operation, "cast", new PirType.DenseTensor(type, value.shape()));
    translation.emit(Operator.builder("cast").input("X", value.variable()).output("Out", cast)
        .attribute("in_dtype", value.element().code()).attribute("out_dtype", type.code()).build());
    return cast;
  }

  /** Return the name of a variable with one tensor; the scalars of a vector become a list. */
  static String tensor(PirOperation operation, long id, Translation translation) {
    if (!(translation.values().binding(id) instanceof Binding.Many(List<Binding.One> elements)) || elements.isEmpty()) {
      return translation.values().variable(id);
    }
    boolean scalars = elements.getFirst().shape().rank() == 0;
    String joined = translation.temporary(operation, "list",
        new PirType.DenseTensor(elements.getFirst().element(), Shape.of(elements.size())));
    translation.emit(Operator.builder(scalars ? "stack" : "concat")
        .input("X", elements.stream().map(Binding.One::variable).toList()).output(scalars ? "Y" : "Out", joined)
        .attribute("axis", 0).build());
    return joined;
  }

  /**
   * Return the names of variables with one number each; a list is taken apart.
   *
   * @throws IllegalArgumentException if it is not known how many numbers the list has
   */
  static List<String> scalars(PirOperation operation, long id, Translation translation) {
    List<Binding.One> elements = translation.values().many(id);
    if (elements.stream().allMatch(element -> element.shape().rank() == 0)) {
      return elements.stream().map(Binding.One::variable).toList();
    }
    Binding.One list = translation.values().one(id);
    if (list.shape().rank() != 1 || !list.shape().isKnown()) {
      throw new IllegalArgumentException("value %" + id + " is of shape " + list.shape()
          + "; it must be a list of known length");
    }
    List<String> scalars = new ArrayList<>();
    for (int i = 0; i < list.shape().dimension(0); i++) {
      scalars.add(translation.temporary(operation, "element", new PirType.DenseTensor(list.element(), Shape.SCALAR)));
    }
    translation.emit(Operator.builder("unstack").input("X", list.variable()).output("Y", scalars)
        .attribute("axis", 0).attribute("num", scalars.size()).build());
    return scalars;
  }
}
