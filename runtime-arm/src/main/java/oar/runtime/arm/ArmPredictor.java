package oar.runtime.arm;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import oar.api.Predictor;
import oar.api.error.InvalidInputException;
import oar.api.error.InvalidProgramException;
import oar.api.model.LodTensor;
import oar.api.model.Shape;
import oar.api.model.TensorArray;
import oar.api.model.Value;
import oar.api.model.Variable;
import oar.runtime.arm.plan.BlockRunner;
import oar.runtime.arm.plan.Workers;

/** One thread's view of a model. */
final class ArmPredictor implements Predictor {
  private final ArmModel model;
  private final Workers workers;
  private final BlockRunner runner;

  ArmPredictor(ArmModel model) {
    this.model = model;
    this.workers = new Workers(model.threads());
    this.runner = new BlockRunner(model.block(), model.constants());
  }

  @Override
  public SequencedMap<String, Value> run(Map<String, ? extends Value> inputs) {
    requireKnown(inputs);
    List<Optional<LodTensor>> fed = new ArrayList<>();
    for (Variable input : model.inputs()) {
      fed.add(Optional.of(requireFit(input, inputs.get(input.name()))));
    }
    List<Optional<Value>> fetched = runner.run(fed, workers);
    SequencedMap<String, Value> outputs = new LinkedHashMap<>();
    for (int i = 0; i < fetched.size(); i++) {
      String name = model.outputs().get(i).name();
      outputs.put(name, fetched.get(i).orElseThrow(
          () -> new InvalidProgramException("output " + name + " has no value; no operator that ran wrote it")));
    }
    return outputs;
  }

  private void requireKnown(Map<String, ? extends Value> inputs) {
    List<String> names = model.inputs().stream().map(Variable::name).toList();
    for (String name : inputs.keySet()) {
      if (!names.contains(name)) {
        throw new InvalidInputException("the model has no input '" + name + "'; its inputs are " + names);
      }
    }
  }

  private static LodTensor requireFit(Variable input, Value value) {
    LodTensor tensor = switch (value) {
      case null -> throw new InvalidInputException("input " + input.name() + " is missing");
      case TensorArray array -> throw new InvalidInputException(
          "input " + input.name() + " is an array of " + array.elements().size() + " tensors; it must be one tensor");
      case LodTensor single -> single;
    };
    input.type().filter(type -> type != tensor.tensor().type()).ifPresent(type -> {
      throw new InvalidInputException(
          "input " + input.name() + " is of " + tensor.tensor().type() + "; it must be of " + type);
    });
    input.shape().filter(shape -> !fits(tensor.tensor().shape(), shape)).ifPresent(shape -> {
      throw new InvalidInputException("input " + input.name() + " has shape " + tensor.tensor().shape()
          + "; it must have rank " + shape.rank() + ", as " + shape);
    });
    return tensor;
  }

  /**
   * Sizes are not held to their declaration: Paddle declares those that it happened to be exported with. Formats that have no
   * tensor of rank 0 declare one as [1].
   */
  private static boolean fits(Shape shape, Shape declared) {
    return shape.rank() == declared.rank() || shape.rank() == 0 && declared.equals(Shape.of(1));
  }

  @Override
  public void close() {
    runner.close();
    workers.close();
  }
}
