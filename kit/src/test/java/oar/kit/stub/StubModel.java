package oar.kit.stub;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import oar.api.CompiledModel;
import oar.api.Predictor;
import oar.api.error.InvalidInputException;
import oar.api.error.InvalidProgramException;
import oar.api.model.LodTensor;
import oar.api.model.Operator;
import oar.api.model.Program;
import oar.api.model.Tensor;
import oar.api.model.Value;
import oar.api.model.Variable;

/** A program of {@link StubBackend}, interpreted. */
record StubModel(Program program, Arithmetic arithmetic) implements CompiledModel {
  /** Computes one element. */
  interface Arithmetic {
    double compute(String operator, double x);
  }

  /** Require that every operator has what it needs, and that the outputs are computed. */
  void requireSense() {
    Set<String> computed = new HashSet<>(List.of("feed"));
    for (Operator operator : program.mainBlock().operators()) {
      if (operator.input("X").isEmpty() || operator.output("Out").isEmpty()
          || !computed.contains(operator.input("X").get())) {
        throw new InvalidProgramException(operator + " has no input X that is computed before it, or no output");
      }
      computed.add(operator.output("Out").get());
    }
    if (!computed.containsAll(outputs().stream().map(Variable::name).toList())) {
      throw new InvalidProgramException("an output is not computed");
    }
  }

  @Override
  public List<Variable> inputs() {
    return program.inputs();
  }

  @Override
  public List<Variable> outputs() {
    return program.outputs();
  }

  @Override
  public Predictor newPredictor() {
    return new StubPredictor();
  }

  private final class StubPredictor implements Predictor {
    @Override
    public SequencedMap<String, Value> run(Map<String, ? extends Value> inputs) {
      Map<String, LodTensor> values = new HashMap<>();
      if (!inputs.keySet().stream().allMatch(name -> inputs().stream().anyMatch(input -> input.name().equals(name)))) {
        throw new InvalidInputException("there is an unknown input among " + inputs.keySet());
      }
      inputs().forEach(input -> values.put(input.name(), require(input, inputs.get(input.name()))));
      for (Operator operator : program.mainBlock().operators()) {
        if (operator.inputs().containsKey("X") && values.containsKey(operator.input("X").orElseThrow())) {
          values.put(operator.output("Out").orElseThrow(), apply(operator, values.get(operator.input("X").get())));
        }
      }
      SequencedMap<String, Value> outputs = new LinkedHashMap<>();
      outputs().forEach(output -> outputs.put(output.name(), values.get(output.name())));
      return outputs;
    }

    private LodTensor require(Variable input, Value value) {
      if (value instanceof LodTensor tensor && tensor.tensor().type() == input.type().orElseThrow()
          && tensor.tensor().shape().rank() == input.shape().orElseThrow().rank()) {
        return tensor;
      }
      throw new InvalidInputException("input " + input.name() + " is " + value + "; it must be " + input.shape());
    }

    private LodTensor apply(Operator operator, LodTensor x) {
      if (operator.type().equals("fetch")) {
        return x;
      }
      float[] results = new float[(int) x.tensor().elementCount()];
      for (int i = 0; i < results.length; i++) {
        results[i] = (float) arithmetic.compute(operator.type(), x.tensor().doubleAt(i));
      }
      return new LodTensor(Tensor.of(x.tensor().shape(), results), x.levelOfDetail());
    }

    @Override
    public void close() {}
  }
}
