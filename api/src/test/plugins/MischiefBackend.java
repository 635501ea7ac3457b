package mischief;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import oar.api.Backend;
import oar.api.CompiledModel;
import oar.api.Dequantizer;
import oar.api.Option;
import oar.api.Options;
import oar.api.Pass;
import oar.api.Predictor;
import oar.api.model.Program;
import oar.api.model.Value;
import oar.api.model.Variable;

/** Gives back what it is fed, and misbehaves as it is told, when it runs. */
public final class MischiefBackend implements Backend {
  @Override
  public String id() {
    return "mischief-backend";
  }

  @Override
  public String description() {
    return "Misbehaves.";
  }

  @Override
  public List<Option> options() {
    return List.of(Mischief.OPTION);
  }

  @Override
  public Optional<String> unavailable() {
    return Optional.empty();
  }

  @Override
  public List<Pass> passes() {
    return List.of(new MischiefPass());
  }

  @Override
  public Set<String> operators() {
    return null;
  }

  @Override
  public CompiledModel compile(Program program, Options options, Dequantizer dequantizer) {
    return new Echo(options);
  }

  /** A model and its predictor in one. */
  private record Echo(Options options) implements CompiledModel, Predictor {
    @Override
    public List<Variable> inputs() {
      return List.of();
    }

    @Override
    public List<Variable> outputs() {
      return List.of();
    }

    @Override
    public Predictor newPredictor() {
      return this;
    }

    @Override
    public SequencedMap<String, Value> run(Map<String, ? extends Value> inputs) {
      try {
        inputs.clear();
        return Mischief.result(options, new LinkedHashMap<String, Value>());
      } catch (java.io.IOException e) {
        throw new AssertionError("disk", e);
      }
    }

    @Override
    public void close() {}
  }
}
