package oar.runtime.arm.lowering;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import oar.api.Backend;
import oar.api.Options;
import oar.api.Predictor;
import oar.api.Providers;
import oar.api.model.Block;
import oar.api.model.DataType;
import oar.api.model.LodTensor;
import oar.api.model.Program;
import oar.api.model.Tensor;
import oar.api.model.Variable;
import oar.api.model.Weight;
import oar.kit.contract.Example;
import oar.runtime.arm.ArmBackend;
import oar.runtime.arm.op.OperatorTester;

/**
 * An example of which everything that is of one data type is of another one: what is of FLOAT32 if anything is, else what is
 * of the first input's type.
 */
record Retyping(Example example, DataType from, DataType to) {
  private static final Backend BACKEND = new ArmBackend();
  private static final Options OPTIONS = Options.of(BACKEND, Map.of("optimize", "false"));
  private static final Providers PROVIDERS = Providers.load();

  static Retyping of(Example example, DataType to) {
    boolean hasFloats = Stream
        .concat(example.inputs().stream().map(LodTensor::tensor),
            example.program().weights().values().stream().map(Weight::tensor))
        .anyMatch(tensor -> tensor.type() == DataType.FLOAT32);
    return new Retyping(example, hasFloats || example.inputs().isEmpty()
        ? DataType.FLOAT32
        : example.inputs().getFirst().tensor().type(), to);
  }

  /** Run it, whatever comes out. */
  void run() {
    Program program = program();
    List<Variable> inputs = program.inputs();
    Map<String, LodTensor> fed = new LinkedHashMap<>();
    for (int i = 0; i < inputs.size(); i++) {
      LodTensor input = example.inputs().get(i);
      fed.put(inputs.get(i).name(), new LodTensor(convert(input.tensor()), input.levelOfDetail()));
    }
    try (Predictor predictor = BACKEND.compile(program, OPTIONS, PROVIDERS).newPredictor()) {
      predictor.run(fed);
    }
  }

  private Program program() {
    List<Block> blocks = new ArrayList<>();
    for (Block block : example.program().blocks()) {
      blocks.add(block.withVariables(block.variables().stream().map(this::convert).toList()));
    }
    Map<String, Weight> weights = new LinkedHashMap<>(example.program().weights());
    weights.replaceAll((name, weight) -> weight.quantization().isPresent()
        ? weight
        : new Weight(convert(weight.tensor()), weight.levelOfDetail(), Optional.empty()));
    return example.program().withBlocks(blocks).withWeights(weights);
  }

  private Variable convert(Variable variable) {
    return variable.type().filter(from::equals).isEmpty()
        ? variable
        : new Variable(variable.name(), variable.kind(), Optional.of(to), variable.shape(), variable.levelOfDetail(),
            variable.persistable(), variable.traits());
  }

  private Tensor convert(Tensor tensor) {
    return tensor.type() == from
        ? OperatorTester.tensor(to, tensor.shape(), OperatorTester.elements(tensor))
        : tensor;
  }
}
