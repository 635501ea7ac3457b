package oar.cli.opt;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import oar.api.error.InvalidProgramException;
import oar.api.model.Block;
import oar.api.model.Operator;
import oar.api.model.Program;

/** Draws the blocks of a program as Graphviz graphs, character by character as opt does. */
final class Visualization {
  private static final String OPERATOR_STYLE = " style=\"filled\" fillcolor=\"yellow\"]";
  private static final String VARIABLE_STYLE = " style=\"filled\" fillcolor=\"gray\" shape=\"record\"]";

  /** Numbers go on from block to block. */
  private int nodes;

  private Visualization() {}

  /**
   * Write {@code Block_0.dot} and so on.
   *
   * @param folder an existing folder
   * @throws IOException if a file cannot be written
   */
  static void write(Program program, Path folder) throws IOException {
    Visualization visualization = new Visualization();
    for (int i = 0; i < program.blocks().size(); i++) {
      Files.writeString(folder.resolve("Block_" + i + ".dot"), visualization.draw(program.blocks().get(i)));
    }
  }

  private String draw(Block block) {
    Map<String, Integer> numbers = new HashMap<>();
    Map<String, String> labels = new TreeMap<>();
    TreeSet<String> variables = new TreeSet<>();
    block.operators().forEach(operator -> {
      variables.addAll(operator.inputVariables());
      variables.addAll(operator.outputVariables());
    });
    variables.forEach(name -> labels.put(name, node(numbers, name, name) + VARIABLE_STYLE));
    List<String> edges = new ArrayList<>();
    for (int i = 0; i < block.operators().size(); i++) {
      Operator operator = block.operators().get(i);
      String key = Integer.toString(i);
      if (labels.put(key, node(numbers, key, operator.type()) + OPERATOR_STYLE) != null) {
        throw new InvalidProgramException(
            "duplicate Node '" + key + "': a variable has the name of an operator's number");
      }
    }
    for (int i = 0; i < block.operators().size(); i++) {
      int operator = numbers.get(Integer.toString(i));
      block.operators().get(i).inputs().values().stream().flatMap(List::stream)
          .forEach(name -> edges.add(edge(numbers.get(name), operator)));
      block.operators().get(i).outputs().values().stream().flatMap(List::stream)
          .forEach(name -> edges.add(edge(operator, numbers.get(name))));
    }
    StringBuilder graph = new StringBuilder("digraph G {\n");
    labels.values().forEach(label -> graph.append("   ").append(label).append('\n'));
    edges.forEach(edge -> graph.append("   ").append(edge).append('\n'));
    return graph.append("} // end G").toString();
  }

  private String node(Map<String, Integer> numbers, String key, String label) {
    int number = nodes++;
    numbers.put(key, number);
    return "node_" + number + "[label=\"" + label + "\"";
  }

  private static String edge(int from, int to) {
    return "node_" + from + "->node_" + to;
  }
}
