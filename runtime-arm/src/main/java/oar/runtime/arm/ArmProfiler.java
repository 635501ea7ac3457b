package oar.runtime.arm;

import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import oar.api.MachineLimits;
import oar.api.OperatorCost;
import oar.api.Profiler;
import oar.api.model.Value;
import oar.runtime.arm.limit.LimitProbe;
import oar.runtime.arm.plan.Stopwatch;

/** A predictor whose computations are timed. */
final class ArmProfiler implements Profiler {
  private final Stopwatch stopwatch = new Stopwatch();
  private final ArmPredictor predictor;

  ArmProfiler(ArmModel model) {
    predictor = new ArmPredictor(model, stopwatch);
  }

  @Override
  public SequencedMap<String, Value> run(Map<String, ? extends Value> inputs) {
    stopwatch.reset();
    return predictor.run(inputs);
  }

  @Override
  public List<OperatorCost> costs() {
    return stopwatch.costs();
  }

  @Override
  public long workBytes() {
    return predictor.byteSize();
  }

  @Override
  public MachineLimits measureLimits() {
    return LimitProbe.measure(predictor.workers());
  }

  @Override
  public void close() {
    predictor.close();
  }
}
