package oar.runtime.arm;

import java.util.ArrayList;
import java.util.Collections;
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
import oar.runtime.arm.plan.ComputationRunner;
import oar.runtime.arm.plan.Workers;

/**
 * One thread's view of a model. What a run needs is kept for the next one, so that a run with inputs of the same types and
 * shapes makes no object.
 */
class ArmPredictor implements Predictor {
  private final ArmModel model;
  private final Workers workers;
  private final BlockRunner runner;
  private final List<Optional<LodTensor>> fed = new ArrayList<>();
  private List<Optional<Value>> fetched = List.of();
  private SequencedMap<String, Value> outputs = new LinkedHashMap<>();

  ArmPredictor(ArmModel model, ComputationRunner computations) {
    this.model = model;
    this.workers = new Workers(model.threads());
    this.runner = new BlockRunner(model.block(), model.constants(), computations);
    model.inputs().forEach(input -> fed.add(Optional.empty()));
  }

  @Override
  public SequencedMap<String, Value> run(Map<String, ? extends Value> inputs) {
    requireKnown(inputs);
    for (int i = 0; i < fed.size(); i++) {
      feed(i, inputs.get(model.inputs().get(i).name()));
    }
    List<Optional<Value>> results = runner.run(fed, workers);
    if (results != fetched) {
      outputs = named(results);
      fetched = results;
    }
    return outputs;
  }

  private void feed(int position, Value value) {
    Optional<LodTensor> before = fed.get(position);
    if (before.isEmpty() || before.get() != value) {
      fed.set(position, Optional.of(requireFit(model.inputs().get(position), value)));
    }
  }

  private SequencedMap<String, Value> named(List<Optional<Value>> values) {
    SequencedMap<String, Value> result = new LinkedHashMap<>();
    for (int i = 0; i < values.size(); i++) {
      String name = model.outputs().get(i).name();
      result.put(name, values.get(i).orElseThrow(
          () -> new InvalidProgramException("output " + name + " has no value; no operator that ran wrote it")));
    }
    return Collections.unmodifiableSequencedMap(result);
  }

  private void requireKnown(Map<String, ? extends Value> inputs) {
    int known = 0;
    for (int i = 0; i < fed.size(); i++) {
      known += inputs.containsKey(model.inputs().get(i).name()) ? 1 : 0;
    }
    if (known < inputs.size()) {
      List<String> names = model.inputs().stream().map(Variable::name).toList();
      String unknown = inputs.keySet().stream().filter(name -> !names.contains(name)).findFirst().orElseThrow();
      throw new InvalidInputException("the model has no input '" + unknown + "'; its inputs are " + names);
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

  /** Return the bytes that plans and what flows through them take. */
  long byteSize() {
    return runner.byteSize();
  }

  Workers workers() {
    return workers;
  }

  @Override
  public void close() {
    runner.close();
    workers.close();
  }
}
