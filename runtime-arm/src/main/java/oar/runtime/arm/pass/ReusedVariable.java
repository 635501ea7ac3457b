package oar.runtime.arm.pass;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import oar.api.model.Variable;

/** A variable that holds several values in turn, and the names that they get. */
final class ReusedVariable {
  private static final int NONE = -1;

  private final String name;
  private final List<String> names = new ArrayList<>();
  private int values;
  private int keeper = NONE;
  private boolean fixed;
  private int present = NONE;

  ReusedVariable(String name) {
    this.name = name;
  }

  /** Note that an operator assigns a value. */
  void addValue() {
    values++;
  }

  /** Note that an operator reads the present value. */
  void addReader() {
    fixed |= values == 0;
  }

  /** Note that the present value must keep the variable's name. */
  void keepName() {
    fixed |= keeper != NONE && keeper != values - 1;
    keeper = values - 1;
  }

  /** Note that the variable must stay as it is. */
  void fix() {
    fixed = true;
  }

  /** Tell whether the variable can be taken apart. */
  boolean isSeparable() {
    return values > 1 && !fixed;
  }

  /**
   * Give every value a name, one of them the variable's.
   *
   * @param taken the names that stand for something else
   * @return the names in order of assignment
   */
  List<String> nameValues(Set<String> taken) {
    int suffix = 1;
    for (int value = 0; value < values; value++) {
      if (value == Math.max(keeper, 0)) {
        names.add(name);
        continue;
      }
      while (taken.contains(name + "_" + suffix)) {
        suffix++;
      }
      names.add(name + "_" + suffix);
      suffix++;
    }
    return names;
  }

  /** Return the name of the value that is read here. */
  String presentName() {
    return names.get(present);
  }

  /** Go on to the next value, and return its name. */
  String nextName() {
    present++;
    return presentName();
  }

  /**
   * Return a declaration for each value. What is declared of the variable holds for the value that is fed or fetched;
   * the others may be of any type and shape.
   */
  List<Variable> declarations(Variable declaration) {
    List<Variable> declarations = new ArrayList<>(names.size());
    for (int value = 0; value < names.size(); value++) {
      declarations.add(value == keeper
          ? declaration
          : new Variable(names.get(value), declaration.kind(), Optional.empty(), Optional.empty(),
              declaration.levelOfDetail(), declaration.persistable(), declaration.traits()));
    }
    return declarations;
  }
}
