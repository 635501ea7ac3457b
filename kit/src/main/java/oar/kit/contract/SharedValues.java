package oar.kit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import oar.api.model.Block;
import oar.api.model.Operator;
import oar.api.model.Program;
import oar.api.model.Weight;

/** Lets an operator that nobody knows read all that a program computes from. */
final class SharedValues {
  private static final String READER = "unknown_reader";
  private static final String SLOT = "X";

  private SharedValues() {}

  /** Return the program with an operator before its fetches that reads every weight and every computed variable of block 0. */
  static Program share(Program program) {
    List<Operator> operators = new ArrayList<>(program.mainBlock().operators());
    List<String> computed = operators.stream().filter(operator -> !operator.type().equals("fetch"))
        .flatMap(operator -> operator.outputVariables().stream()).distinct().toList();
    List<String> values = Stream.concat(program.weights().keySet().stream(), computed.stream()).toList();
    int end = operators.size();
    while (end > 0 && operators.get(end - 1).type().equals("fetch")) {
      end--;
    }
    operators.add(end, Operator.builder(READER).input(SLOT, values).output("Out", "of_unknown_reader").build());
    List<Block> blocks = new ArrayList<>(program.blocks());
    blocks.set(0, program.mainBlock().withOperators(operators));
    return program.withBlocks(blocks);
  }

  /** Require that the operator still reads the same weights in their places, and variables that are there in the others. */
  static void requireKept(Program before, Program after) {
    List<String> expected = reader(before).inputList(SLOT);
    List<String> actual = reader(after).inputList(SLOT);
    assertEquals(expected.size(), actual.size(), "what another operator reads");
    List<Operator> operators = after.mainBlock().operators();
    List<Operator> earlier = operators.subList(0, operators.indexOf(reader(after)));
    for (int i = 0; i < expected.size(); i++) {
      String name = actual.get(i);
      Weight weight = before.weights().get(expected.get(i));
      if (weight != null) {
        assertEquals(weight, after.weights().get(name), () -> "weight " + name + ", which another operator reads, too");
      } else {
        assertTrue(
            after.weights().containsKey(name)
                || earlier.stream().anyMatch(operator -> operator.outputVariables().contains(name)),
            () -> "variable " + name + ", which another operator reads, too, is not computed any more");
      }
    }
  }

  private static Operator reader(Program program) {
    return program.mainBlock().operators().stream().filter(operator -> operator.type().equals(READER)).findFirst()
        .orElseThrow(() -> new AssertionError("an operator that the pass does not know is gone"));
  }
}
