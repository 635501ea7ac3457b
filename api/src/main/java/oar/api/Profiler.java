package oar.api;

import java.util.List;

/**
 * A predictor that tells what its predictions cost. Looking at the clock between operators takes time of its own, so a plain
 * {@link Predictor} is the one to measure whole predictions with.
 */
public interface Profiler extends Predictor {
  /**
   * Return what each operator of the last run cost, in the order in which they ran. An operator that runs others, as a loop
   * does, answers for all of them. Operators that became one with another, or whose results were known beforehand, are not
   * there; work that the backend added is there under a name of its own, with the variable that it is done for.
   *
   * @return nothing if there was no run yet
   */
  List<OperatorCost> costs();

  /** Return the bytes that this predictor takes for itself: what flows between operators, for all shapes that it has seen. */
  long workBytes();

  /** Measure what as many threads as a prediction uses can do at most. It takes a fraction of a second. */
  MachineLimits measureLimits();
}
