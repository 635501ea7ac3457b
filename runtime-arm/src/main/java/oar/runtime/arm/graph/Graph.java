package oar.runtime.arm.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import oar.api.model.Block;
import oar.api.model.DataType;
import oar.api.model.Operator;
import oar.api.model.Program;
import oar.api.model.Variable;
import oar.api.model.Weight;

/**
 * A program that can be changed: for every variable it knows who reads and who writes it, in all blocks at once, since
 * the blocks of a program share their variables. What an operator leaves behind when it goes, goes with it: operators
 * whose results nothing needs any more, and variables and weights that nothing names.
 */
public final class Graph {
  private final Program program;
  private final List<Node> nodes = new ArrayList<>();
  private final Uses uses = new Uses();
  private final Declarations declarations;
  private final Weights weights;
  private boolean changed;

  /** Create a graph of a program, which itself stays as it is. */
  public Graph(Program program) {
    this.program = program;
    declarations = new Declarations(program);
    weights = new Weights(program.weights());
    for (int block = 0; block < program.blocks().size(); block++) {
      for (Operator operator : program.blocks().get(block).operators()) {
        Node node = new Node(block, operator);
        nodes.add(node);
        uses.append(node);
      }
    }
  }

  /** Return the program as it is now: the instance that was given if nothing has changed. */
  public Program toProgram() {
    if (!changed) {
      return program;
    }
    List<List<Operator>> operators = new ArrayList<>();
    program.blocks().forEach(block -> operators.add(new ArrayList<>(block.operators().size())));
    for (Node node : nodes) {
      if (!node.isRemoved()) {
        operators.get(node.block()).add(node.operator());
      }
    }
    List<Block> blocks = new ArrayList<>();
    for (Block block : program.blocks()) {
      int index = blocks.size();
      blocks.add(block.withVariables(declarations.of(index)).withOperators(operators.get(index)));
    }
    return program.withBlocks(blocks).withWeights(weights.all());
  }

  /** Return the operators, block after block, in order of execution. One that has been removed keeps its place. */
  List<Node> nodes() {
    return nodes;
  }

  /** Return a weight that no operator changes, as it is stored, or empty if a variable is none. */
  Optional<Weight> constant(String name) {
    return weights.contains(name) && uses.of(name).writers().isEmpty()
        ? Optional.of(weights.get(name))
        : Optional.empty();
  }

  /** Return the declaration of a variable as an operator sees it. */
  Optional<Variable> declaration(Node node, String name) {
    return declarations.find(node.block(), name);
  }

  /** Return who reads and writes a variable. */
  Usage usage(String name) {
    return uses.of(name);
  }

  /** Return the operator that gives a variable its only value, in the block of one that reads it, or empty. */
  Optional<Node> producer(Node reader, String name) {
    Usage usage = uses.of(name);
    return usage.isAssignedOnce() && !usage.writers().isEmpty()
        ? Optional.of(usage.writers().getFirst()).filter(writer -> writer.block() == reader.block())
        : Optional.empty();
  }

  /** Tell whether a variable may get another value behind one operator, up to a later one of its block and through it. */
  boolean mayChange(String name, Node from, Node to) {
    for (Node node : nodes.subList(nodes.indexOf(from) + 1, nodes.indexOf(to) + 1)) {
      if (!node.isRemoved()
          && (Access.runsBlock(node.operator()) || Access.writes(node.operator()).contains(name))) {
        return true;
      }
    }
    return false;
  }

  /** Tell whether a variable is kept from run to run. */
  boolean isPersistable(Node node, String name) {
    return declaration(node, name).filter(Variable::persistable).isPresent();
  }

  /** Tell whether a variable is declared as a tensor, and not one that operators keep from run to run. */
  boolean isTensor(Node node, String name) {
    Optional<Variable> declared = declaration(node, name);
    return declared.isPresent() && declared.get().kind() == Variable.Kind.LOD_TENSOR
        && (constant(name).isPresent() || !declared.get().persistable());
  }

  /** Make a variable a constant. */
  void define(String name, Weight weight) {
    changed = true;
    weights.put(name, weight);
    declare(name, weight);
  }

  /**
   * Add a constant.
   *
   * @param name the name that it should have
   * @param weight the constant
   * @param isReplaceable tells whether a constant may be replaced by this one
   * @return the name that it has
   */
  String store(String name, Weight weight, Predicate<String> isReplaceable) {
    if (constant(name).filter(present -> Weights.areEqual(present, weight)).isPresent()) {
      return name;
    }
    changed = true;
    String storedAs = weights.store(name, weight,
        candidate -> weights.contains(candidate) ? isReplaceable.test(candidate) : isUnknown(candidate));
    declare(storedAs, weight);
    return storedAs;
  }

  private boolean isUnknown(String name) {
    return !uses.contains(name) && !declarations.contains(name);
  }

  private void declare(String name, Weight weight) {
    DataType type = weight.quantization().isPresent() ? DataType.FLOAT32 : weight.tensor().type();
    declarations.declare(Variable.weight(name, type, weight.shape()));
  }

  /** Put an operator in the place of another. */
  void replace(Node place, Operator replacement) {
    changed = true;
    Operator old = place.operator();
    uses.add(place, replacement);
    place.replace(replacement);
    settle(uses.remove(place, old));
  }

  /** Take an operator away; one that is gone already is no error. */
  void remove(Node node) {
    if (!node.isRemoved()) {
      changed = true;
      node.remove();
      settle(uses.remove(node, node.operator()));
    }
  }

  /** Take away every operator that computes what nothing needs, and every variable that nothing names. */
  public void removeDeadCode() {
    for (Node node : nodes.reversed()) {
      if (!node.isRemoved() && isDead(node)) {
        remove(node);
      }
    }
    settle(declarations.names());
    settle(List.copyOf(weights.all().keySet()));
  }

  private void settle(List<String> released) {
    ArrayDeque<String> open = new ArrayDeque<>(released);
    while (!open.isEmpty()) {
      String name = open.remove();
      if (!uses.contains(name)) {
        changed |= declarations.remove(name) | weights.remove(name);
        continue;
      }
      for (Node writer : List.copyOf(uses.of(name).writers())) {
        if (!writer.isRemoved() && isDead(writer)) {
          changed = true;
          writer.remove();
          open.addAll(uses.remove(writer, writer.operator()));
        }
      }
    }
  }

  private boolean isDead(Node node) {
    for (String name : Access.writes(node.operator())) {
      if (!uses.of(name).readers().isEmpty() || isPersistable(node, name)) {
        return false;
      }
    }
    return !Access.hasEffect(node.operator());
  }
}
