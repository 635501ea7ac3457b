package oar.format.naivebuffer.lite;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import oar.api.model.Block;
import oar.api.model.DataType;
import oar.api.model.Operator;
import oar.api.model.Program;
import oar.api.model.Shape;
import oar.api.model.Variable;
import oar.api.model.Weight;

/**
 * Declares in each block what its operators use, in order of first use, those of one operator in order of their names' bytes;
 * and keeps the weights that are used. The runtime loads the weights that block 0 declares.
 */
final class Declarations {
  /** What a scalar is to the runtime, which knows no tensor of rank 0. */
  private static final Shape SINGLE = Shape.of(1);

  private final Program program;
  private final List<Scope> scopes;

  private Declarations(Program program) {
    this.program = program;
    this.scopes = Scope.of(program);
  }

  static Program apply(Program program) {
    return new Declarations(program).apply();
  }

  private Program apply() {
    List<Set<String>> names = program.blocks().stream().map(Declarations::namesByUse).toList();
    Set<String> main = names.getFirst();
    names.forEach(others -> others.stream().filter(program.weights()::containsKey).forEach(main::add));
    List<Block> blocks = new ArrayList<>();
    for (Block block : program.blocks()) {
      Scope scope = scopes.get(blocks.size());
      blocks.add(block.withVariables(
          names.get(blocks.size()).stream().flatMap(name -> declare(name, scope).stream()).toList()));
    }
    SequencedMap<String, Weight> weights = new LinkedHashMap<>(program.weights());
    weights.keySet().retainAll(main);
    weights.replaceAll((_, weight) -> weight.shape().equals(Shape.SCALAR) ? single(weight) : weight);
    return program.withBlocks(blocks).withWeights(weights);
  }

  private static Weight single(Weight weight) {
    return new Weight(weight.tensor().withShape(SINGLE), weight.levelOfDetail(), weight.quantization());
  }

  private static Set<String> namesByUse(Block block) {
    Set<String> names = new LinkedHashSet<>();
    for (Operator operator : block.operators()) {
      names.addAll(ByteOrdered.distinct(SharedNames.names(operator)));
    }
    return names;
  }

  /** Declare a variable; what is declared nowhere, in a program that is forced, stays so. */
  private Optional<Variable> declare(String name, Scope scope) {
    return scope.find(name).map(this::declare);
  }

  private Variable declare(Variable declared) {
    String name = declared.name();
    boolean persistable = declared.persistable() || program.weights().containsKey(name);
    Optional<DataType> type = declared.type();
    Optional<Shape> shape = declared.shape();
    if (declared.kind() == Variable.Kind.LOD_TENSOR_ARRAY) {
      type = Optional.of(DataType.FLOAT32);
      shape = Optional.of(Shape.SCALAR);
    } else if (declared.kind() == Variable.Kind.LOD_TENSOR && shape.equals(Optional.of(Shape.SCALAR))) {
      shape = Optional.of(SINGLE);
    }
    return new Variable(name, declared.kind(), type, shape, 0, persistable, new LinkedHashMap<>());
  }
}
