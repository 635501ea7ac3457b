package oar.runtime.arm.plan;

import java.util.Map;

/** What each value of a block is, as far as a plan has come. */
final class Values {
  private final PlannedValue[] values;
  /** The other form of values that are needed in two layouts. */
  private final Operand[] converted;
  private final Map<Integer, String> constantNames;
  private final Constants constants;

  Values(LoweredBlock block, Constants constants) {
    this(new PlannedValue[block.valueCount()], new Operand[block.valueCount()], block.constants(), constants);
  }

  private Values(PlannedValue[] values, Operand[] converted, Map<Integer, String> constantNames, Constants constants) {
    this.values = values;
    this.converted = converted;
    this.constantNames = constantNames;
    this.constants = constants;
  }

  Values copy() {
    return new Values(values.clone(), converted.clone(), constantNames, constants);
  }

  /** Return what a value is, or null if nothing has written it. */
  PlannedValue get(int value) {
    if (values[value] == null && constantNames.containsKey(value)) {
      values[value] = constants.operand(constantNames.get(value));
    }
    return values[value];
  }

  /** Return the tensor that a value is, or null if it is none. */
  Operand operand(int value) {
    return get(value) instanceof Operand operand ? operand : null;
  }

  /** Return the tensor that a value is, or null if it is none or a constant that nothing has asked for. */
  Operand made(int value) {
    return values[value] instanceof Operand operand ? operand : null;
  }

  /** Let a value be something else; null for nothing. */
  void put(int value, PlannedValue planned) {
    values[value] = planned;
    converted[value] = null;
  }

  /** Return the other form of a tensor, in the layout that it was not made in; null if there is none yet. */
  Operand converted(int value) {
    return converted[value];
  }

  /** Take the other form of a tensor; null for none. */
  void putConverted(int value, Operand operand) {
    converted[value] = operand;
  }

  /** Tell whether the elements of a value are known, without fetching those of a constant. */
  boolean isKnown(int value) {
    return values[value] == null
        ? constantNames.containsKey(value)
        : values[value] instanceof Operand operand && operand.content().isPresent();
  }
}
