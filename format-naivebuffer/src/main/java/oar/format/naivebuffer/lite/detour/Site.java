package oar.format.naivebuffer.lite.detour;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import oar.api.model.DataType;
import oar.api.model.Operator;
import oar.api.model.Quantization;
import oar.api.model.Shape;
import oar.api.model.Tensor;
import oar.api.model.Variable;
import oar.api.model.Weight;

/** The place of one operator in a program: what is known there, and what takes the operator's place. */
final class Site {
  private final Declared declared;
  private final List<Operator> operators = new ArrayList<>();

  /** What a block sees of variables and weights, and takes of new ones. */
  interface Declared {
    /** Find what a name is declared as. */
    Optional<Variable> variable(String name);

    /** Tell whether an operator of the program reads a variable. */
    boolean isRead(String name);

    /** Let operators behind use a variable instead of another, in this block and those behind it. */
    void rename(String old, String replacement);

    /** Find the operator of the block that wrote a variable last. */
    Optional<Operator> producer(String name);

    /** Find a weight. */
    Optional<Weight> weight(String name);

    /** Declare a variable under a name that is not taken, made of the given one's. */
    String declare(Variable variable);

    /** Declare a weight under a name that is not taken, made of the given one. */
    String declare(String name, Weight weight);
  }

  Site(Declared declared) {
    this.declared = declared;
  }

  /** Return the shape that a variable is declared with, if it has one. */
  Optional<Shape> shape(String name) {
    return declared.variable(name).flatMap(Variable::shape);
  }

  /** Return the rank that a variable is declared with, or -1 if it has none. */
  int rank(String name) {
    return shape(name).map(Shape::rank).orElse(-1);
  }

  /** Tell whether a variable is declared as a scalar, which the runtime holds as a tensor of one element and rank 1. */
  boolean isScalar(String name) {
    return rank(name) == 0;
  }

  /** Return the element type that a variable is declared with, FLOAT32 if with none. */
  DataType type(String name) {
    return declared.variable(name).flatMap(Variable::type).orElse(DataType.FLOAT32);
  }

  /** Tell whether an operator of the program reads a variable. */
  boolean isRead(String name) {
    return declared.isRead(name);
  }

  /** Return the values of a weight that is not quantized, or empty if the name is no such weight. */
  Optional<Tensor> constant(String name) {
    return declared.weight(name).filter(weight -> weight.quantization().isEmpty()).map(Weight::tensor);
  }

  /** Return how a weight is quantized, or empty if the name is no such weight. */
  Optional<Quantization> quantization(String name) {
    return declared.weight(name).flatMap(Weight::quantization);
  }

  /** Return the operator before this place that wrote a variable last, or empty if none of the block did. */
  Optional<Operator> producer(String name) {
    return declared.producer(name);
  }

  /** Declare a variable for a step on the way. */
  String variable(String base, DataType type, Shape shape) {
    return declared.declare(Variable.tensor(base + "/detour", type, shape));
  }

  /** Declare a variable that is like another. */
  String like(String name) {
    return variable(name, type(name), shape(name).orElse(Shape.SCALAR));
  }

  /** Declare a variable that is like another, of another shape. */
  String like(String name, Shape shape) {
    return variable(name, type(name), shape);
  }

  /** Add a weight. */
  String weight(String base, Tensor values) {
    return declared.declare(base + "/detour", new Weight(values));
  }

  /** Let operators behind this place use a variable instead of another. */
  void readInstead(String old, String replacement) {
    declared.rename(old, replacement);
  }

  /** Add an operator to those that take the place. */
  void add(Operator operator) {
    operators.add(operator);
  }

  /** Return the operators that take the place, in order. */
  List<Operator> operators() {
    return operators;
  }
}
