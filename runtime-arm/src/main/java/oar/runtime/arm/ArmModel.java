package oar.runtime.arm;

import java.util.List;
import java.util.Optional;
import oar.api.CompiledModel;
import oar.api.Predictor;
import oar.api.Profiler;
import oar.api.model.Variable;
import oar.runtime.arm.plan.ComputationRunner;
import oar.runtime.arm.plan.Constants;
import oar.runtime.arm.plan.LoweredBlock;

/**
 * A lowered program with its packed weights.
 *
 * @param inputs what it is fed
 * @param outputs what it gives back
 * @param block the lowered program
 * @param constants its weights
 * @param threads how many threads each predictor uses
 */
record ArmModel(List<Variable> inputs, List<Variable> outputs, LoweredBlock block, Constants constants,
    int threads) implements CompiledModel {
  @Override
  public Predictor newPredictor() {
    return new ArmPredictor(this, ComputationRunner.PLAIN);
  }

  @Override
  public Optional<Profiler> newProfiler() {
    return Optional.of(new ArmProfiler(this));
  }
}
