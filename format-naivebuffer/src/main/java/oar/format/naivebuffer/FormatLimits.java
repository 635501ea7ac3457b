package oar.format.naivebuffer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import oar.api.error.UnsupportedProgramException;
import oar.api.model.Attribute;
import oar.api.model.Block;
import oar.api.model.Operator;
import oar.api.model.Program;
import oar.api.model.Tensor;
import oar.api.model.Variable;
import oar.api.model.Weight;

/** Finds what no field of a .nb file can hold. */
final class FormatLimits {
  /** What a FlatBuffer needs beside a weight's elements: two tables, the dimensions and the name. */
  private static final long MOST_ELEMENT_BYTES = Integer.MAX_VALUE - (1 << 16);
  private static final int MOST_WEIGHTS = 0xffff;

  private final List<String> problems = new ArrayList<>();

  private FormatLimits() {}

  /**
   * Check a program.
   *
   * @throws UnsupportedProgramException with everything that cannot be written
   */
  static void require(Program program, int metaVersion) {
    FormatLimits limits = new FormatLimits();
    program.blocks().forEach(limits::check);
    program.weights().forEach(limits::check);
    limits.checkSizes(program.weights(), metaVersion);
    if (!limits.problems.isEmpty()) {
      throw new UnsupportedProgramException("a .nb cannot hold this program", limits.problems);
    }
  }

  private void check(Block block) {
    block.variables().forEach(this::check);
    for (Operator operator : block.operators()) {
      operator.attributes().forEach((name, attribute) -> check(operator, name, attribute));
    }
  }

  private void check(Variable variable) {
    if (TypeNumbers.CURRENT.number(variable.kind()).isEmpty()) {
      problems.add("variable " + variable.name() + " holds " + variable.kind() + ", which has no number");
    }
    variable.type().filter(type -> TypeNumbers.CURRENT.number(type).isEmpty()).ifPresent(
        type -> problems.add("variable " + variable.name() + " has elements of " + type + ", which has no number"));
  }

  private void check(Operator operator, String name, Attribute attribute) {
    if (AttributeWriter.type(attribute).isEmpty()) {
      problems.add("operator " + operator + ": attribute " + name + " is " + attribute + ", which has no field");
    }
  }

  private void check(String name, Weight weight) {
    Tensor tensor = weight.tensor();
    if (TypeNumbers.CURRENT.number(tensor.type()).isEmpty()) {
      problems.add("weight " + name + " has elements of " + tensor.type() + ", which has no number");
    }
    if (tensor.data().byteSize() > MOST_ELEMENT_BYTES) {
      problems.add("weight " + name + " takes " + tensor.data().byteSize() + " bytes; one weight can take at most "
          + MOST_ELEMENT_BYTES + "; quantizing it makes it smaller");
    }
  }

  private void checkSizes(Map<String, Weight> weights, int metaVersion) {
    if (metaVersion == Header.NEWEST_META_VERSION) {
      if (weights.size() > MOST_WEIGHTS) {
        problems.add("there are " + weights.size() + " weights; meta version 2 counts at most " + MOST_WEIGHTS);
      }
      return;
    }
    long bytes = weights.values().stream().mapToLong(weight -> weight.tensor().data().byteSize() + (1 << 8)).sum();
    if (bytes > MOST_ELEMENT_BYTES) {
      problems.add("all weights take " + bytes + " bytes; meta version 1 holds at most " + MOST_ELEMENT_BYTES
          + "; meta version 2 has no such bound");
    }
  }
}
