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
import oar.api.model.Operator;
import oar.api.model.Program;

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
    return Definitions.TYPES;
  }

  @Override
  public CompiledModel compile(Program program, Options options, Dequantizer dequantizer) {
    List<String> problems = new ArrayList<>();
    if (program.blocks().size() > 1) {
      problems.add("it has " + program.blocks().size() + " blocks; the oracle runs one");
    }
    for (Operator operator : program.mainBlock().operators()) {
      Definitions.problem(operator).ifPresent(problems::add);
    }
    if (!problems.isEmpty()) {
      throw new UnsupportedProgramException("backend " + id() + " cannot run this program", problems);
    }
    Map<String, Array> weights = new HashMap<>();
    program.weights().forEach((name, weight) -> weights.put(name,
        Array.of(weight.quantization().isPresent() ? dequantizer.dequantize(name, weight) : weight.tensor())));
    return new OracleModel(program, weights);
  }
}
