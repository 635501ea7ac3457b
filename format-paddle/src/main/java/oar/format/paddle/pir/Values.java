package oar.format.paddle.pir;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the values of a PIR program have become. Ids are unique in a file, so blocks share one table. */
final class Values {
  private final Map<Long, Binding> bindings = new HashMap<>();
  private final Map<String, List<? extends Number>> constants = new HashMap<>();

  /**
   * Say what a value has become.
   *
   * @throws IllegalArgumentException if that is known already
   */
  void bind(long id, Binding binding) {
    if (id == PirOperation.NOTHING || bindings.putIfAbsent(id, binding) != null) {
      throw new IllegalArgumentException("it computes value %" + id + ", which is computed before");
    }
  }

  /**
   * Return what a value has become.
   *
   * @throws IllegalArgumentException if nothing before has computed it
   */
  Binding binding(long id) {
    Binding binding = bindings.get(id);
    if (binding == null) {
      throw new IllegalArgumentException(id == PirOperation.NOTHING
          ? "an operand is left out that it cannot do without"
          : "it reads value %" + id + ", which no operation before it computes");
    }
    return binding;
  }

  /** Return the variable that a value has become. */
  Binding.One one(long id) {
    List<Binding.One> elements = many(id);
    if (elements.size() != 1) {
      throw new IllegalArgumentException("it reads value %" + id + ", a vector of " + elements.size()
          + " elements, where a tensor is wanted");
    }
    return elements.getFirst();
  }

  /** Return the name of the variable that a value has become. */
  String variable(long id) {
    return one(id).variable();
  }

  /** Return the variables of a vector; a tensor is a vector of one. */
  List<Binding.One> many(long id) {
    return switch (binding(id)) {
      case Binding.One one -> List.of(one);
      case Binding.Many(List<Binding.One> elements) -> elements;
      case Binding.None _ -> throw new IllegalArgumentException("it reads value %" + id + ", which has no contents");
    };
  }

  /** Return the names of the variables of a vector. */
  List<String> variables(long id) {
    return many(id).stream().map(Binding.One::variable).toList();
  }

  /** Remember that a variable always holds the same few numbers. */
  void remember(String variable, List<? extends Number> numbers) {
    constants.put(variable, numbers);
  }

  /** Return the numbers that a value always holds, empty if they are computed. */
  Optional<List<? extends Number>> constant(long id) {
    List<Number> numbers = new ArrayList<>();
    for (Binding.One one : many(id)) {
      if (!constants.containsKey(one.variable())) {
        return Optional.empty();
      }
      numbers.addAll(constants.get(one.variable()));
    }
    return Optional.of(numbers);
  }
}
