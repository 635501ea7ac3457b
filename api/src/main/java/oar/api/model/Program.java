package oar.api.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.BiFunction;
import oar.api.error.InvalidProgramException;

/**
 * A trained model: blocks of operators and the weights that they read. An immutable value; two programs are equal when their
 * contents are.
 *
 * @param blocks block 0 is where execution starts
 * @param weights name to constant
 * @param version Paddle's version number, {@code major * 1000000 + minor * 1000 + patch}, 0 if the file has none
 * @param properties what else a format must keep to write the file again, by names that begin with the format's id; one that
 *     ends with {@code .producer} tells people which tool wrote the file
 */
public record Program(List<Block> blocks, SequencedMap<String, Weight> weights, long version,
    SequencedMap<String, String> properties) {
  /** Create a program of copies of the collections. */
  public Program {
    if (blocks.isEmpty()) {
      throw new IllegalArgumentException("a program needs at least one block");
    }
    blocks = List.copyOf(blocks);
    weights = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(weights));
    properties = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(properties));
  }

  /** Create a program of one block. */
  public Program(Block block, Map<String, Weight> weights) {
    this(List.of(block), new LinkedHashMap<>(weights), 0, new LinkedHashMap<>());
  }

  /** Return block 0. */
  public Block mainBlock() {
    return blocks.getFirst();
  }

  /**
   * Return what the program must be fed, in order of the {@code feed} operators' columns.
   *
   * @throws InvalidProgramException if two feeds share a column, or one feeds a variable that is not declared
   */
  public List<Variable> inputs() {
    return endpoints("feed", (feed, slot) -> feed.output(slot).orElse(null), "Out");
  }

  /**
   * Return what the program gives back, in order of the {@code fetch} operators' columns.
   *
   * @throws InvalidProgramException if two fetches share a column, or one fetches a variable that is not declared
   */
  public List<Variable> outputs() {
    return endpoints("fetch", (fetch, slot) -> fetch.input(slot).orElse(null), "X");
  }

  private List<Variable> endpoints(String type, BiFunction<Operator, String, String> name, String slot) {
    Map<String, Variable> declared = new LinkedHashMap<>();
    mainBlock().variables().forEach(variable -> declared.put(variable.name(), variable));
    List<Operator> operators = new ArrayList<>(
        mainBlock().operators().stream().filter(operator -> operator.type().equals(type)).toList());
    operators.sort((one, other) -> Integer.compare(one.intAttribute("col", 0), other.intAttribute("col", 0)));
    List<Variable> result = new ArrayList<>();
    int previous = -1;
    for (Operator operator : operators) {
      int column = operator.intAttribute("col", 0);
      if (column == previous) {
        throw new InvalidProgramException("two " + type + " operators have column " + column + "; each needs its own");
      }
      previous = column;
      String variable = name.apply(operator, slot);
      if (variable == null || !declared.containsKey(variable)) {
        throw new InvalidProgramException("operator " + type + " of column " + column + ": variable " + variable
            + " in slot " + slot + " is not declared");
      }
      result.add(declared.get(variable));
    }
    return List.copyOf(result);
  }

  /** Return the program with other blocks. */
  public Program withBlocks(List<Block> newBlocks) {
    return new Program(newBlocks, weights, version, properties);
  }

  /** Return the program with other weights. */
  public Program withWeights(Map<String, Weight> newWeights) {
    return new Program(blocks, new LinkedHashMap<>(newWeights), version, properties);
  }

  /** Return the program with other properties. */
  public Program withProperties(Map<String, String> newProperties) {
    return new Program(blocks, weights, version, new LinkedHashMap<>(newProperties));
  }

  /** Return the number of operators of all blocks. */
  public int operatorCount() {
    return blocks.stream().mapToInt(block -> block.operators().size()).sum();
  }

  /** Return the number of bytes of all weights' elements and scales. */
  public long weightBytes() {
    return weights.values().stream().mapToLong(Weight::byteSize).sum();
  }
}
