package oar.kit.stub;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import oar.api.Backend;
import oar.api.CompiledModel;
import oar.api.Dequantizer;
import oar.api.Options;
import oar.api.Pass;
import oar.api.error.InvalidProgramException;
import oar.api.error.UnsupportedProgramException;
import oar.api.model.Operator;
import oar.api.model.Program;

/** A sound backend for chains of operators on single FLOAT32 elements, two of which fail in their own ways. */
public class StubBackend implements Backend {
  private static final Set<String> ENDPOINTS = Set.of("feed", "fetch");
  private static final Map<String, DoubleUnaryOperator> OPERATORS = Map.of("add_one", x -> x + 1, "double", x -> 2 * x,
      "twice", x -> x + x, "refuse", x -> {
        throw new InvalidProgramException("operator refuse refuses " + x);
      }, "crash", x -> {
        throw new IllegalStateException("crashed on " + x);
      });

  @Override
  public String id() {
    return "stub";
  }

  @Override
  public String description() {
    return "Arithmetic for tests.";
  }

  @Override
  public Optional<String> unavailable() {
    return Optional.empty();
  }

  @Override
  public List<Pass> passes() {
    return List.of(new StubPass());
  }

  @Override
  public Set<String> operators() {
    return OPERATORS.keySet();
  }

  /** Compute one element. */
  protected double compute(String operator, double x) {
    return OPERATORS.get(operator).applyAsDouble(x);
  }

  @Override
  public CompiledModel compile(Program program, Options options, Dequantizer dequantizer) {
    List<String> unknown = program.mainBlock().operators().stream().map(Operator::type)
        .filter(type -> !ENDPOINTS.contains(type) && !operators().contains(type)).distinct().toList();
    if (!unknown.isEmpty()) {
      throw new UnsupportedProgramException("backend stub cannot run this program",
          unknown.stream().map(type -> "there is no operator " + type).toList());
    }
    StubModel model = new StubModel(program, this::compute);
    model.requireSense();
    return model;
  }
}
