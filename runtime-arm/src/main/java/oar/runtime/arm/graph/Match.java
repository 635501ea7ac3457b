package oar.runtime.arm.graph;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import oar.api.model.DataType;
import oar.api.model.Operator;
import oar.api.model.Shape;
import oar.api.model.Tensor;
import oar.api.model.Variable;
import oar.api.model.Weight;

/**
 * A place where a {@link Pattern} fits: an operator for each pattern and a variable for each operand. Nothing outside
 * needs what its operators compute, but for the result of the last one; and what they read stays the same until that
 * one.
 */
public final class Match {
  private final Graph graph;
  private final String result;
  private final Bindings<Pattern, Node> operators;
  private final Bindings<Operand, String> variables;
  private final Set<String> stored = new HashSet<>();

  Match(Graph graph, String result, Bindings<Pattern, Node> operators, Bindings<Operand, String> variables) {
    this.graph = graph;
    this.result = result;
    this.operators = operators;
    this.variables = variables;
  }

  /** Return the operator that a pattern stands for. */
  public Operator operator(Pattern pattern) {
    return operators.get(pattern).operator();
  }

  /** Return the variable that an operand stands for. */
  public String variable(Operand operand) {
    return variables.get(operand);
  }

  /** Return the variable that the last operator computes. */
  public String result() {
    return result;
  }

  /** Return the declaration of a variable, or empty if there is none. */
  public Optional<Variable> declaration(String variable) {
    return graph.declaration(last(), variable);
  }

  /** Return the dimensions that are declared of a variable, or empty if there are none. */
  public Optional<Shape> shape(String variable) {
    return declaration(variable).flatMap(Variable::shape);
  }

  /** Return a constant as it is stored, or empty if a variable is none. */
  public Optional<Weight> constant(String variable) {
    return graph.constant(variable);
  }

  /** Return a constant whose elements are what they say, or empty if a variable is none or is quantized. */
  public Optional<Tensor> plainConstant(String variable) {
    return constant(variable).filter(weight -> weight.quantization().isEmpty()).map(Weight::tensor);
  }

  /** Return a constant of plain FLOAT32, or empty if a variable is none. */
  public Optional<Tensor> floats(String variable) {
    return plainConstant(variable).filter(tensor -> tensor.type() == DataType.FLOAT32);
  }

  /** Tell whether nothing outside the match reads a variable. */
  public boolean isPrivate(String variable) {
    return graph.usage(variable).isReadOnlyBy(operators.values());
  }

  /**
   * Keep a constant for the operator that will replace the match. Every constant which that operator reads must come
   * from here, so that none takes the name of another.
   *
   * @param name the name that it should have
   * @param weight the constant
   * @return the name that it has: another one if something outside the match reads a different constant of that name
   */
  public String store(String name, Weight weight) {
    String storedAs = graph.store(name, weight, this::isReplaceable);
    stored.add(storedAs);
    return storedAs;
  }

  /** Keep a constant that is not quantized, as {@link #store(String, Weight)} does. */
  public String store(String name, Tensor tensor) {
    return store(name, new Weight(tensor));
  }

  private boolean isReplaceable(String name) {
    return !stored.contains(name) && constant(name).isPresent() && isPrivate(name);
  }

  Node last() {
    return operators.values().getFirst();
  }

  /** Change the graph as a rule has decided, and tell whether that was possible. */
  boolean apply(Rewrite rewrite) {
    return switch (rewrite) {
      case Rewrite.None none -> false;
      case Rewrite.Replace(Operator operator) -> replace(operator);
      case Rewrite.Forward(String variable) -> Forwarding.apply(graph, this, variable);
      case Rewrite.Fold(Tensor tensor) -> fold(tensor);
    };
  }

  private boolean replace(Operator operator) {
    List<Node> nodes = operators.values();
    graph.replace(last(), operator);
    nodes.subList(1, nodes.size()).forEach(graph::remove);
    return true;
  }

  private boolean fold(Tensor tensor) {
    Usage usage = graph.usage(result);
    if (!usage.isAssignedOnce() || usage.isFetched() || usage.readers().isEmpty() || !graph.isTensor(last(), result)) {
      return false;
    }
    operators.values().forEach(graph::remove);
    graph.define(result, new Weight(tensor));
    return true;
  }
}
