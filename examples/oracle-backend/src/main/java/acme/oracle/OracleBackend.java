package acme.oracle;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import oar.api.Backend;
import oar.api.CompiledModel;
import oar.api.Dequantizer;
import oar.api.Options;
import oar.api.Pass;
import oar.api.error.UnsupportedProgramException;
import oar.api.model.DataType;
import oar.api.model.Operator;
import oar.api.model.Program;
import oar.api.model.Variable;

/** Runs small classifiers in double precision, by the definition of each operator. Slow, and easy to check by eye. */
public final class OracleBackend implements Backend {
  @Override
  public String id() {
    return "acme-oracle";
  }

  @Override
  public String description() {
    return "Plain and slow, in double precision; to check others against.";
  }

  @Override
  public Optional<String> unavailable() {
    return Optional.empty();
  }

  @Override
  public List<Pass> passes() {
    return List.of();
  }

  @Override
  public Set<String> operators() {
    return Modes.TYPES;
  }

  @Override
  public CompiledModel compile(Program program, Options options, Dequantizer dequantizer) {
    List<String> problems = new ArrayList<>();
    if (program.blocks().size() > 1) {
      problems.add("it has " + program.blocks().size() + " blocks; the oracle runs one");
    }
    for (Operator operator : program.mainBlock().operators()) {
      Modes.problem(operator).ifPresent(problems::add);
    }
    for (Variable input : program.inputs()) {
      if (input.type().orElse(DataType.FLOAT32) != DataType.FLOAT32 || input.levelOfDetail() > 0) {
        problems.add("input " + input.name() + " is not float32, or has sequences");
      }
    }
    if (!problems.isEmpty()) {
      throw new UnsupportedProgramException("backend " + id() + " cannot run this program", problems);
    }
    program.mainBlock().operators().forEach(Modes::requireSlots);
    Map<String, Array> weights = new HashMap<>();
    program.weights().forEach((name, weight) -> weights.put(name,
        Array.of(weight.quantization().isPresent() ? dequantizer.dequantize(name, weight) : weight.tensor())));
    return new OracleModel(program, weights);
  }
}
