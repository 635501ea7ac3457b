package acme.oracle;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.SequencedMap;
import oar.api.CompiledModel;
import oar.api.Predictor;
import oar.api.error.InvalidInputException;
import oar.api.error.InvalidProgramException;
import oar.api.error.UnsupportedProgramException;
import oar.api.model.DataType;
import oar.api.model.LodTensor;
import oar.api.model.Operator;
import oar.api.model.Program;
import oar.api.model.Value;
import oar.api.model.Variable;

/**
 * A program, interpreted.
 *
 * @param program of operators with definitions
 * @param weights as numbers
 */
record OracleModel(Program program, Map<String, Array> weights) implements CompiledModel {
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
    return new Predictor() {
      @Override
      public SequencedMap<String, Value> run(Map<String, ? extends Value> given) {
        return OracleModel.this.run(given);
      }

      @Override
      public void close() {}
    };
  }

  private SequencedMap<String, Value> run(Map<String, ? extends Value> given) {
    Map<String, Array> values = new HashMap<>(weights);
    for (String name : given.keySet()) {
      if (inputs().stream().noneMatch(input -> input.name().equals(name))) {
        throw new InvalidInputException("there is no input " + name);
      }
    }
    inputs().forEach(input -> values.put(input.name(), check(input, given.get(input.name()))));
    for (Operator operator : program.mainBlock().operators()) {
      if (!Modes.ENDPOINTS.contains(operator.type())) {
        values.put(operator.output(Definitions.outputSlot(operator)).orElseThrow(), compute(operator, values));
      }
    }
    SequencedMap<String, Value> outputs = new LinkedHashMap<>();
    for (Variable output : outputs()) {
      if (!values.containsKey(output.name())) {
        throw new InvalidProgramException("output " + output.name() + " is not computed");
      }
      outputs.put(output.name(), new LodTensor(values.get(output.name()).toTensor()));
    }
    return outputs;
  }

  /** The definitions say nothing of values that do not fit them: they stumble over those. */
  private static Array compute(Operator operator, Map<String, Array> values) {
    if (!values.keySet().containsAll(operator.inputVariables())) {
      throw new InvalidProgramException("operator " + operator + " reads what is not computed before it");
    }
    try {
      return Definitions.compute(operator, values);
    } catch (IndexOutOfBoundsException | ArithmeticException | IllegalArgumentException | NoSuchElementException e) {
      throw new InvalidProgramException("operator " + operator + " does not fit its inputs: " + e.getMessage());
    }
  }

  private static Array check(Variable input, Value value) {
    if (!(value instanceof LodTensor given) || given.tensor().type() != DataType.FLOAT32) {
      throw new InvalidInputException("input " + input.name() + " is " + value + "; it must be float32");
    }
    if (given.levelOfDetail().depth() > 0 || given.tensor().shape().rank() == 0) {
      throw new UnsupportedProgramException("the oracle cannot run this", List.of("input " + input.name()
          + " has sequences, or no dimensions"));
    }
    if (input.shape().isPresent() && given.tensor().shape().rank() != input.shape().get().rank()) {
      throw new InvalidInputException("input " + input.name() + " is " + value + "; it must be " + input.shape().get());
    }
    return Array.of(given.tensor());
  }
}
