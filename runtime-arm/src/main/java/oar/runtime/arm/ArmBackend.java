package oar.runtime.arm;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import oar.api.Backend;
import oar.api.CompiledModel;
import oar.api.Dequantizer;
import oar.api.OperatorDescription;
import oar.api.Option;
import oar.api.Options;
import oar.api.Pass;
import oar.api.model.Program;
import oar.runtime.arm.lowering.Lowering;
import oar.runtime.arm.lowering.OperationTable;
import oar.runtime.arm.lowering.OperatorDescriptions;
import oar.runtime.arm.machine.Machine;
import oar.runtime.arm.pass.Passes;
import oar.runtime.arm.plan.ComputationSettings;
import oar.runtime.arm.plan.Constants;
import oar.runtime.arm.plan.PredictionMode;

/** Runs programs on any JVM, with kernels that suit ARM and x86-64. */
public final class ArmBackend implements Backend {
  static final String THREADS = "threads";
  private static final String MODE = "mode";
  private static final String OPTIMIZE = "optimize";
  private static final String EXACT = "exact";
  private static final String MACHINE_CODE = "machine-code";
  private static final int MOST_THREADS = 1024;

  @Override
  public String id() {
    return "arm";
  }

  @Override
  public String description() {
    return "Runs programs on the JVM, with kernels that suit ARM and x86-64.";
  }

  @Override
  public List<Option> options() {
    return List.of(
        new Option(THREADS, new Option.IntegerRange(1, MOST_THREADS), "1", "threads that one prediction uses"),
        new Option(MODE, new Option.Choice(Stream.of(PredictionMode.values()).map(PredictionMode::label).toList()),
            PredictionMode.DEQUANTIZED.label(),
            "what to compute with where a weight is int8: its real numbers, or its integers and quantized activations"),
        new Option(OPTIMIZE, new Option.Flag(), "true", "apply the passes of optimize before running"),
        new Option(EXACT, new Option.Flag(), "false",
            "make sums of all their products, and not of fewer ones that round more"),
        new Option(MACHINE_CODE, new Option.Flag(), "true",
            "compute with machine code that is made for this processor, where the platform lets it be loaded"));
  }

  @Override
  public Optional<String> unavailable() {
    return Optional.empty();
  }

  @Override
  public List<Pass> passes() {
    return Passes.all();
  }

  @Override
  public Set<String> operators() {
    return OperationTable.operators();
  }

  @Override
  public Optional<OperatorDescription> describe(String operator) {
    return OperatorDescriptions.of(operator);
  }

  @Override
  public CompiledModel compile(Program program, Options options, Dequantizer dequantizer) {
    Program optimized = options.flag(OPTIMIZE) ? optimize(program) : program;
    Constants constants = new Constants(Map.copyOf(optimized.weights()), dequantizer,
        new ComputationSettings(PredictionMode.of(options.text(MODE)),
            options.flag(MACHINE_CODE) ? Machine.here() : Machine.WITHOUT_CODE, options.flag(EXACT)));
    return new ArmModel(program.inputs(), program.outputs(), Lowering.lower(optimized, constants), constants,
        (int) options.integer(THREADS));
  }

  private Program optimize(Program program) {
    Program optimized = program;
    for (Pass pass : passes()) {
      optimized = pass.apply(optimized, Options.defaults(pass));
    }
    return optimized;
  }
}
