package oar.format.naivebuffer.lite.detour;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import oar.api.model.Block;
import oar.api.model.Operator;
import oar.api.model.Program;
import oar.api.model.Variable;
import oar.api.model.Weight;

/** What a block declares and sees of the blocks around it, while it grows. */
final class BlockSurroundings implements Site.Declared {
  private final List<Variable> own;
  private final Map<String, Variable> visible = new HashMap<>();
  private final Map<String, Operator> producers = new HashMap<>();
  private final Map<String, Weight> weights;
  private final Names names;

  /** The names of a program's variables: those that are taken, and those that operators read. */
  static final class Names {
    private final Set<String> taken = new HashSet<>();

    private final Set<String> read = new HashSet<>();
    private final Map<String, String> renamed = new HashMap<>();

    Names(Program program) {
      program.blocks().forEach(
          block -> block.operators().forEach(operator -> read.addAll(operator.inputVariables())));
      program.blocks().forEach(block -> block.variables().forEach(variable -> taken.add(variable.name())));
    }

    private String fresh(String base) {
      String name = base;
      for (int i = 1; !taken.add(name); i++) {
        name = base + "_" + i;
      }
      return name;
    }
  }

  /**
   * Look at a block.
   *
   * @param blocks of the program, those before the given one as they have become
   * @param index the block's
   * @param weights of the program; new ones are added
   */
  BlockSurroundings(List<Block> blocks, int index, Map<String, Weight> weights, Names names) {
    this.own = new ArrayList<>(blocks.get(index).variables());
    this.weights = weights;
    this.names = names;
    // A block is inside one that comes before it, so this ends.
    for (int i = index, inner = blocks.size(); 0 <= i && i < inner; i = blocks.get(i).parent()) {
      blocks.get(i).variables().forEach(variable -> visible.putIfAbsent(variable.name(), variable));
      inner = i;
    }
  }

  /** Return what the block declares, the new variables included. */
  List<Variable> variables() {
    return own;
  }

  @Override
  public Optional<Variable> variable(String name) {
    return Optional.ofNullable(visible.get(name));
  }

  @Override
  public boolean isRead(String name) {
    return names.read.contains(name);
  }

  @Override
  public void rename(String old, String replacement) {
    names.renamed.put(old, replacement);
  }

  /** Return an operator that uses variables as they are called here. */
  Operator current(Operator operator) {
    return names.renamed.isEmpty() ? operator : operator.rename(name -> names.renamed.getOrDefault(name, name));
  }

  /** Take an operator to be one of those that will follow. */
  void announce(Operator operator) {
    names.read.addAll(operator.inputVariables());
  }

  /** Take an operator to be the next one of the block. */
  void place(Operator operator) {
    operator.outputVariables().forEach(name -> producers.put(name, operator));
  }

  @Override
  public Optional<Operator> producer(String name) {
    return Optional.ofNullable(producers.get(name));
  }

  @Override
  public Optional<Weight> weight(String name) {
    return Optional.ofNullable(weights.get(name));
  }

  @Override
  public String declare(Variable variable) {
    String name = names.fresh(variable.name());
    Variable fresh = variable.withName(name);
    own.add(fresh);
    visible.put(name, fresh);
    return name;
  }

  @Override
  public String declare(String base, Weight weight) {
    String name = declare(Variable.weight(base, weight.tensor().type(), weight.shape()));
    weights.put(name, weight);
    return name;
  }
}
