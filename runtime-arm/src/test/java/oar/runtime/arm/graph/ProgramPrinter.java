package oar.runtime.arm.graph;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import oar.api.model.Block;
import oar.api.model.Operator;
import oar.api.model.Program;

/**
 * Writes programs as {@link ProgramText} reads them, weights first, without declarations, so that two can be compared.
 */
public final class ProgramPrinter {
  private ProgramPrinter() {}

  /** Return a program as text. */
  public static String print(Program program) {
    StringBuilder text = new StringBuilder();
    new TreeMap<>(program.weights())
        .forEach((name, weight) -> text.append(WeightText.print(name, weight)).append('\n'));
    for (Block block : program.blocks()) {
      text.append("block\n");
      block.operators().forEach(operator -> text.append(print(operator)).append('\n'));
    }
    return text.toString();
  }

  private static String print(Operator operator) {
    Map<String, String> attributes = new TreeMap<>();
    operator.attributes().forEach((name, value) -> attributes.put(name, AttributeText.print(value)));
    return operator.type() + "(" + print(operator.inputs()) + ") -> (" + print(operator.outputs()) + ") " + attributes;
  }

  private static String print(Map<String, List<String>> slots) {
    return new TreeMap<>(slots).entrySet().stream()
        .map(slot -> slot.getKey() + "=" + String.join(" ", slot.getValue())).collect(Collectors.joining(", "));
  }
}
