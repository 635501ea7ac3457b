package oar.format.naivebuffer.lite;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import oar.api.model.Block;
import oar.api.model.DataType;
import oar.api.model.Operator;
import oar.api.model.Program;
import oar.api.model.Shape;
import oar.api.model.Tensor;
import oar.api.model.Variable;
import oar.api.model.Weight;

/** Builds small programs. */
final class Programs {
  static final Shape SHAPE = Shape.of(2, 3);

  private Programs() {}

  static Variable float32(String name) {
    return Variable.tensor(name, DataType.FLOAT32, SHAPE);
  }

  static Variable list(String name) {
    return new Variable(name, Variable.Kind.LOD_TENSOR_ARRAY, Optional.of(DataType.INT64), Optional.of(SHAPE), 0, false,
        new LinkedHashMap<>());
  }

  static Operator unary(String type, String input, String output) {
    return Operator.builder(type).input("X", input).output("Out", output).build();
  }

  static Operator feed(String output) {
    return Operator.builder("feed").input("X", "feed").output("Out", output).attribute("col", 0).build();
  }

  static Operator fetch(String input) {
    return Operator.builder("fetch").input("X", input).output("Out", "fetch").attribute("col", 0).build();
  }

  /** Return a program of one block that declares FLOAT32 tensors and what feeds and fetches need. */
  static Program of(List<String> tensors, Operator... operators) {
    List<Variable> variables = new ArrayList<>(
        List.of(endpoint("feed", Variable.Kind.FEED_MINIBATCH), endpoint("fetch", Variable.Kind.FETCH_LIST)));
    tensors.forEach(name -> variables.add(float32(name)));
    return new Program(new Block(variables, List.of(operators)), Map.of());
  }

  /** Return a program with a weight of FLOAT32 declared in block 0. */
  static Program withWeight(Program program, String name) {
    List<Variable> variables = new ArrayList<>(program.mainBlock().variables());
    variables.add(Variable.weight(name, DataType.FLOAT32, SHAPE));
    return program.withBlocks(List.of(program.mainBlock().withVariables(variables)))
        .withWeights(Map.of(name, new Weight(Tensor.of(SHAPE, new float[6]))));
  }

  private static Variable endpoint(String name, Variable.Kind kind) {
    return new Variable(name, kind, Optional.empty(), Optional.empty(), 0, true, new LinkedHashMap<>());
  }
}
