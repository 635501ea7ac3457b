package oar.format.paddle;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import oar.api.model.Block;
import oar.api.model.DataType;
import oar.api.model.Operator;
import oar.api.model.Program;
import oar.api.model.Shape;
import oar.api.model.Tensor;
import oar.api.model.Variable;
import oar.api.model.Weight;

/** Builds programs of one block that are fed {@code x} and fetch the output of their last operator. */
final class ProgramBuilder {
  static final Shape VALUE = Shape.of(-1, 2);

  private final List<Variable> variables = new ArrayList<>(
      List.of(endpoint("feed", Variable.Kind.FEED_MINIBATCH), endpoint("fetch", Variable.Kind.FETCH_LIST)));
  private final List<Operator> operators = new ArrayList<>();
  private final SequencedMap<String, Weight> weights = new LinkedHashMap<>();

  ProgramBuilder() {
    value("x");
    operators.add(Operator.builder("feed").input("X", "feed").output("Out", "x").attribute("col", 0).build());
  }

  /** Return a program with one matrix product, whose weight is {@code w}. */
  static Program product() {
    return new ProgramBuilder().weight("w", new Weight(Tensor.of(Shape.of(2, 2), 1f, 2f, 3f, 4f)))
        .operator(Operator.builder("mul").input("X", "x").input("Y", "w").output("Out", "y")).build();
  }

  static Variable endpoint(String name, Variable.Kind kind) {
    return new Variable(name, kind, Optional.empty(), Optional.empty(), 0, true, new LinkedHashMap<>());
  }

  ProgramBuilder value(String name) {
    return variable(Variable.tensor(name, DataType.FLOAT32, VALUE));
  }

  ProgramBuilder variable(Variable variable) {
    variables.add(variable);
    return this;
  }

  /** Add a weight, declared as a FLOAT32 tensor. */
  ProgramBuilder weight(String name, Weight weight) {
    weights.put(name, weight);
    return variable(Variable.weight(name, DataType.FLOAT32, weight.shape()));
  }

  /** Add an operator and declare what it computes. */
  ProgramBuilder operator(Operator.Builder builder) {
    Operator operator = builder.build();
    operators.add(operator);
    operator.outputVariables().forEach(this::value);
    return this;
  }

  Program build() {
    List<Operator> all = new ArrayList<>(operators);
    all.add(Operator.builder("fetch").input("X", operators.getLast().outputVariables()).output("Out", "fetch")
        .attribute("col", 0).build());
    return new Program(new Block(variables, all), weights);
  }
}
