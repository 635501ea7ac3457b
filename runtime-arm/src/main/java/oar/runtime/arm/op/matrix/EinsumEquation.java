package oar.runtime.arm.op.matrix;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Planning;

/**
 * An equation as {@code ij,jk->ik}: letters for the dimensions of each operand, {@code ...} for those that are left over. Without
 * an arrow the output has what is left over, then the letters that are there once, in their order.
 *
 * @param text the equation without blanks
 * @param operands the letters of each operand
 */
record EinsumEquation(String text, List<String> operands) {
  private static final String ARROW = "->";
  private static final String REST = "...";
  /** The labels of what is left over lie above those of all letters; the last dimension has the highest. */
  private static final int HIGHEST_REST = 1 << 16;

  /** Read {@code equation}, of so many operands. */
  static EinsumEquation of(OperatorReader reader, int count) {
    String text = reader.operator().textAttribute("equation", "").replace(" ", "");
    String term = "[A-Za-z]*(\\.\\.\\.)?[A-Za-z]*";
    if (!text.matches(term + "(," + term + ")*(->" + term + ")?")) {
      throw reader
          .refuse("equation is '" + text + "'; it must be letters for the dimensions of each operand, as ij,jk->ik");
    }
    List<String> operands = List.of(text.split(ARROW, -1)[0].split(",", -1));
    if (operands.size() != count) {
      throw reader.refuse("equation '" + text + "' has " + operands.size() + " operands; there are " + count);
    }
    return new EinsumEquation(text, operands);
  }

  /** Return the labels of the dimensions of an operand. */
  List<Integer> labels(Planning planning, int number, List<Operand> tensors) {
    Operand tensor = tensors.get(number);
    List<Integer> labels = expand(operands.get(number), rest(planning, number, tensor));
    planning.require(labels.size() == tensor.shape().rank(), "equation '" + text + "' has " + labels.size()
        + " labels for input " + tensor);
    return labels;
  }

  private int rest(Planning planning, int number, Operand tensor) {
    String term = operands.get(number);
    int rest = term.contains(REST) ? tensor.shape().rank() - (term.length() - REST.length()) : 0;
    planning.require(rest >= 0, "equation '" + text + "' has more labels than input " + tensor + " has dimensions");
    return rest;
  }

  private static List<Integer> expand(String term, int rest) {
    List<Integer> labels = new ArrayList<>();
    int dots = term.indexOf(REST);
    for (int i = 0; i < term.length(); i++) {
      if (i == dots) {
        for (int j = 0; j < rest; j++) {
          labels.add(HIGHEST_REST - rest + j);
        }
        i += REST.length() - 1;
      } else {
        labels.add((int) term.charAt(i));
      }
    }
    return labels;
  }

  /** Return the labels of the output's dimensions. */
  List<Integer> outputLabels(Planning planning, List<Operand> tensors) {
    int rest = 0;
    TreeMap<Integer, Integer> counts = new TreeMap<>();
    for (int i = 0; i < tensors.size(); i++) {
      rest = Math.max(rest, rest(planning, i, tensors.get(i)));
      operands.get(i).replace(REST, "").chars().forEach(letter -> counts.merge(letter, 1, Integer::sum));
    }
    int arrow = text.indexOf(ARROW);
    if (arrow < 0) {
      List<Integer> labels = expand(REST, rest);
      counts.forEach((letter, count) -> {
        if (count == 1) {
          labels.add(letter);
        }
      });
      return labels;
    }
    String term = text.substring(arrow + ARROW.length());
    List<Integer> labels = expand(term, rest);
    boolean areKnown = term.replace(REST, "").chars().allMatch(counts::containsKey);
    planning.require(areKnown && labels.stream().distinct().count() == labels.size(),
        "the output of equation '" + text + "' must have labels of the operands, each of them once");
    return labels;
  }
}
