package oar.format.paddle.pir;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import oar.api.model.Attribute;

/**
 * One step of a block as the file has it.
 *
 * @param name dialect and operation, for example {@code pd_op.conv2d}
 * @param place its path in the file
 * @param operands ids of values, {@value #NOTHING} for one that is left out
 * @param results what it computes
 * @param attributes name to constant
 * @param regions the blocks of a branch or a loop
 */
record PirOperation(String name, String place, List<Long> operands, List<PirValue> results,
    SequencedMap<String, Attribute> attributes, List<PirBlock> regions) {
  /** The id that stands for no value. */
  static final long NOTHING = 0;

  /** Create an operation. */
  PirOperation {
    operands = List.copyOf(operands);
    results = List.copyOf(results);
    attributes = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(attributes));
    regions = List.copyOf(regions);
  }

  /** Return the name without its dialect. */
  String shortName() {
    return name.substring(name.indexOf('.') + 1);
  }

  /** Return the id of an operand; {@value #NOTHING} for one that is left out. */
  long operand(int index) {
    if (index >= operands.size()) {
      throw new IllegalArgumentException(
          "it has " + operands.size() + " operands; number " + (index + 1) + " is missing");
    }
    return operands.get(index);
  }

  /** Return a result. */
  PirValue result(int index) {
    if (index >= results.size()) {
      throw new IllegalArgumentException(
          "it has " + results.size() + " results; number " + (index + 1) + " is missing");
    }
    return results.get(index);
  }

  /** Return the block of a region. */
  PirBlock region(int index) {
    if (index >= regions.size()) {
      throw new IllegalArgumentException(
          "it has " + regions.size() + " regions; number " + (index + 1) + " is missing");
    }
    return regions.get(index);
  }

  /** Return an attribute as numbers; none for an absent one. */
  List<? extends Number> numbers(String attribute) {
    return Optional.ofNullable(attributes.get(attribute)).map(AttributeForm::numbers).orElse(List.of());
  }

  /**
   * Return the one number of an attribute.
   *
   * @throws IllegalArgumentException if it is absent or another number of numbers
   */
  Number number(String attribute) {
    List<? extends Number> numbers = numbers(attribute);
    if (numbers.size() != 1) {
      throw new IllegalArgumentException("attribute " + attribute + " is " + attributes.get(attribute)
          + "; it must be one number");
    }
    return numbers.getFirst();
  }

  /**
   * Return a text.
   *
   * @throws IllegalArgumentException if it is absent or something else
   */
  String text(String attribute) {
    if (attributes.get(attribute) instanceof Attribute.Text(String value)) {
      return value;
    }
    throw new IllegalArgumentException("attribute " + attribute + " is " + attributes.get(attribute)
        + "; it must be a text");
  }

  /** Return the element type that an attribute names, or empty for one that names none. */
  Optional<ElementType> elementType(String attribute) {
    return ElementType.ofCode(number(attribute).intValue());
  }

  /** Return operation and place, as {@code pd_op.conv2d at $.program.regions[0].blocks[0].ops[12]}. */
  @Override
  public String toString() {
    return name + " at " + place;
  }
}
