package oar.format.paddle.pir;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import oar.api.model.Attribute;
import oar.api.model.Operator;
import oar.api.model.Shape;

/**
 * One line of the tables: an operation that is one operator, the slots of its operands and results in order, and what changes
 * in its attributes. The notation of slots is that of {@link Slot#parse}; {@code X, @axis:int -> Out} takes a tensor and a
 * constant.
 */
final class Mapping implements Rule {
  private static final String ARROW = "->";
  /** The type of what an operator writes for its gradient alone. */
  private static final PirType SCRATCH = new PirType.DenseTensor(ElementType.FLOAT32, Shape.SCALAR);

  private final String operation;
  private final String type;
  private final List<Slot> operands;
  private final List<Slot> results;
  private final AttributeRules attributes = new AttributeRules();
  private Adjustment adjustment = Adjustment.NONE;

  private Mapping(String operation, String type, String slots) {
    int arrow = slots.indexOf(ARROW);
    this.operation = operation;
    this.type = type;
    this.operands = slots(slots.substring(0, arrow));
    this.results = slots(slots.substring(arrow + ARROW.length()));
  }

  private static List<Slot> slots(String text) {
    return Arrays.stream(text.split(",")).map(String::strip).filter(slot -> !slot.isEmpty()).map(Slot::parse).toList();
  }

  /** Begin a line for an operation whose operator has the same name. */
  static Mapping of(String operation, String slots) {
    return new Mapping(operation, operation, slots);
  }

  /** Begin a line. */
  static Mapping of(String operation, String type, String slots) {
    return new Mapping(operation, type, slots);
  }

  /** Rename an attribute. */
  Mapping rename(String name, String newName) {
    attributes.rename(name, newName);
    return this;
  }

  /** Store attributes in another form than {@link AttributeForm#narrow} does. */
  Mapping form(AttributeForm form, String... names) {
    for (String name : names) {
      attributes.form(name, form);
    }
    return this;
  }

  /** Leave attributes out that say nothing of the result. */
  Mapping drop(String... names) {
    for (String name : names) {
      attributes.drop(name);
    }
    return this;
  }

  /** Leave an attribute out that the operator does not have; any other value is refused. */
  Mapping only(String name, int value) {
    attributes.require(name, Integer.toString(value));
    return this;
  }

  /** Leave an attribute out that the operator does not have; any other value is refused. */
  Mapping only(String name, String value) {
    attributes.require(name, value);
    return this;
  }

  /** Add an attribute that the operation does not have, or may have computed and Paddle 2 wants to see all the same. */
  Mapping add(String name, Attribute value) {
    attributes.add(name, value);
    return this;
  }

  /** Add an INT. */
  Mapping add(String name, int value) {
    return add(name, new Attribute.IntValue(value));
  }

  /** Add a FLOAT. */
  Mapping add(String name, float value) {
    return add(name, new Attribute.FloatValue(value));
  }

  /** Add a BOOLEAN. */
  Mapping add(String name, boolean value) {
    return add(name, new Attribute.BooleanValue(value));
  }

  /** Add a STRING. */
  Mapping add(String name, String value) {
    return add(name, new Attribute.Text(value));
  }

  /** Do what the table cannot say, after what was set before. */
  Mapping adjust(Adjustment next) {
    adjustment = adjustment.and(next);
    return this;
  }

  /** Return the operation's name, without its dialect. */
  String operation() {
    return operation;
  }

  @Override
  public void translate(PirOperation source, Translation translation) {
    requireCount("operands", source.operands().size(), operands.size());
    requireCount("results", source.results().size(),
        (int) results.stream().filter(slot -> !(slot instanceof Slot.Additional)).count());
    Operator.Builder operator = Operator.builder(type);
    attributes.apply(source, operator, translation);
    for (int i = 0; i < operands.size(); i++) {
      fill(source, i, operator, translation);
    }
    adjustment.apply(source, operator, translation);
    bindResults(source, operator, translation);
    translation.emit(operator.build());
  }

  private void bindResults(PirOperation source, Operator.Builder operator, Translation translation) {
    int index = 0;
    for (Slot slot : results) {
      switch (slot) {
        case Slot.Named named -> {
          List<String> variables = translation.declare(source, index++);
          if (named.list() || !variables.isEmpty()) {
            operator.output(named.name(), variables);
          }
        }
        case Slot.Additional(String name) -> operator.output(name, translation.temporary(source, name, SCRATCH));
        case Slot.Ignored _ -> translation.values().bind(source.result(index++).id(), new Binding.None());
        case Slot.Constant _ -> throw new IllegalStateException("a result of " + operation + " is a constant");
      }
    }
  }

  private void requireCount(String what, int found, int wanted) {
    if (found != wanted) {
      throw new IllegalArgumentException("it has " + found + " " + what + "; it must have " + wanted);
    }
  }

  private void fill(PirOperation source, int index, Operator.Builder operator, Translation translation) {
    switch (operands.get(index)) {
      case Slot.Named named -> fill(named, source.operand(index), operator, translation);
      case Slot.Constant constant -> fold(source, constant, source.operand(index), operator, translation);
      case Slot.Ignored _ -> {
        // The operator does without it.
      }
      case Slot.Additional _ -> throw new IllegalStateException("an operand of " + operation + " is a result");
    }
  }

  private static void fill(Slot.Named slot, long id, Operator.Builder operator, Translation translation) {
    if (id == PirOperation.NOTHING && slot.optional()) {
      return;
    }
    operator.input(slot.name(),
        slot.list() ? translation.values().variables(id) : List.of(translation.values().variable(id)));
  }

  private static void fold(PirOperation source, Slot.Constant slot, long id, Operator.Builder operator,
      Translation translation) {
    Optional<List<? extends Number>> constant = translation.values().constant(id);
    if (constant.isPresent()) {
      operator.attribute(slot.attribute(), slot.form().of(constant.get()));
    } else if (slot.slot().isPresent()) {
      Slot.Named named = slot.slot().get();
      operator.input(named.name(), named.list()
          ? Conversions.scalars(source, id, translation)
          : List.of(Conversions.tensor(source, id, translation)));
    } else {
      translation.refuse(source, "its " + slot.attribute() + " is computed; Paddle 2 takes only a constant");
    }
  }
}
