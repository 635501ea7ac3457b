package oar.cli.stub;

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
import oar.api.error.ProviderException;
import oar.api.error.UnsupportedProgramException;
import oar.api.model.LodTensor;
import oar.api.model.Program;
import oar.api.model.TensorArray;
import oar.api.model.Value;
import oar.api.model.Variable;

/** Gives back what it is fed, as a tensor or as an array of two, if it does not fail or refuse. */
public final class EchoBackend implements Backend {
  @Override
  public String id() {
    return "echo";
  }

  @Override
  public String description() {
    return "Gives back what it is fed.";
  }

  @Override
  public List<Option> options() {
    return List.of(
        new Option("mode", new Option.Choice(List.of("tensor", "array", "broken", "picky")), "tensor", "what to give"));
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
    return Set.of("feed", "fetch");
  }

  @Override
  public CompiledModel compile(Program program, Options options, Dequantizer dequantizer) {
    if (options.text("mode").equals("picky")) {
      throw new UnsupportedProgramException("backend echo cannot run this program", List.of("it does not like it"));
    }
    return new Echo(program, options.text("mode"));
  }

  /** A model and its predictor in one. */
  private record Echo(Program program, String mode) implements CompiledModel, Predictor {
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
      return this;
    }

    @Override
    public SequencedMap<String, Value> run(Map<String, ? extends Value> inputs) {
      LodTensor input = (LodTensor) inputs.values().iterator().next();
      Value output = switch (mode) {
        case "tensor" -> input;
        case "array" -> new TensorArray(List.of(input, input));
        default -> throw new ProviderException("backend echo is broken");
      };
      return new LinkedHashMap<>(Map.of("echoed", output));
    }

    @Override
    public void close() {}
  }
}
