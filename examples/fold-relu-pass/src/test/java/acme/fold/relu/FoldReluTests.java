package acme.fold.relu;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.LinkedHashMap;
import java.util.stream.IntStream;
import oar.api.Backend;
import oar.api.Options;
import oar.api.Pass;
import oar.api.Providers;
import oar.api.model.Block;
import oar.api.model.DataType;
import oar.api.model.LodTensor;
import oar.api.model.Operator;
import oar.api.model.Program;
import oar.api.model.Shape;
import oar.api.model.Tensor;
import oar.api.model.Variable;
import oar.kit.Tolerance;
import oar.kit.contract.Example;
import oar.kit.contract.PassContract;
import org.junit.jupiter.api.Test;

class FoldReluTests extends PassContract {
  @Override
  protected Pass pass() {
    return new FoldRelu();
  }

  @Override
  protected Backend backend() {
    return Providers.load().backend("arm");
  }

  @Override
  protected List<Example> examples() {
    return IntStream.range(0, 4).mapToObj(count -> new Example(count + " relu", relus(count),
        List.of(new LodTensor(Tensor.of(Shape.of(1, 3), -1f, 0f, 2f))), Tolerance.EXACT)).toList();
  }

  /** Return a program that applies relu several times, and then tanh. */
  private static Program relus(int count) {
    List<Variable> variables = new ArrayList<>(List.of(holder("feed", Variable.Kind.FEED_MINIBATCH),
        holder("fetch", Variable.Kind.FETCH_LIST)));
    for (String name : List.of("x0", "x1", "x2", "x3", "y")) {
      variables.add(Variable.tensor(name, DataType.FLOAT32, Shape.of(-1, 3)));
    }
    List<Operator> operators = new ArrayList<>();
    operators.add(Operator.builder("feed").input("X", "feed").output("Out", "x0").attribute("col", 0).build());
    for (int i = 0; i < count; i++) {
      operators.add(Operator.builder("relu").input("X", "x" + i).output("Out", "x" + (i + 1)).build());
    }
    operators.add(Operator.builder("tanh").input("X", "x" + count).output("Out", "y").build());
    operators.add(Operator.builder("fetch").input("X", "y").output("Out", "fetch").attribute("col", 0).build());
    return new Program(new Block(variables, operators), Map.of());
  }

  private static Variable holder(String name, Variable.Kind kind) {
    return new Variable(name, kind, Optional.empty(), Optional.empty(), 0, true, new LinkedHashMap<>());
  }

  @Test
  void oneReluIsLeftOfSeveral() {
    Program folded = pass().apply(relus(3), Options.defaults(pass()));
    assertEquals(List.of("feed", "relu", "tanh", "fetch"),
        folded.mainBlock().operators().stream().map(Operator::type).toList());
  }
}
