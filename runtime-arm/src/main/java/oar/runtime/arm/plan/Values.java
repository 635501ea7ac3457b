package oar.runtime.arm.plan;

import java.util.Map;

/** What each value of a block is, as far as a plan has come. */
final class Values {
  private final PlannedValue[] values;
  private final Map<Integer, String> constantNames;
  private final Constants constants;

  Values(LoweredBlock block, Constants constants) {
    this(new PlannedValue[block.valueCount()], block.constants(), constants);
  }

  private Values(PlannedValue[] values, Map<Integer, String> constantNames, Constants constants) {
    this.values = values;
    this.constantNames = constantNames;
    this.constants = constants;
  }

  Values copy() {
    return new Values(values.clone(), constantNames, constants);
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

  /** Let a value be something else; null for nothing. */
  void put(int value, PlannedValue planned) {
    values[value] = planned;
  }

  /** Tell whether the elements of a value are known, without fetching those of a constant. */
  boolean isKnown(int value) {
    return values[value] == null
        ? constantNames.containsKey(value)
        : values[value] instanceof Operand operand && operand.content().isPresent();
  }
}
