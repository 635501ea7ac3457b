package oar.api;

import java.util.List;
import java.util.Optional;
import oar.api.model.Variable;

/**
 * A program that is ready to run: immutable, and shared by any number of predictors.
 *
 * {@snippet file="SnippetTests.java" region="predict"}
 */
public interface CompiledModel {
  /** Return what a predictor must be fed, in order. */
  List<Variable> inputs();

  /** Return what a predictor gives back, in order. */
  List<Variable> outputs();

  /** Create a predictor with memory of its own. */
  Predictor newPredictor();

  /**
   * Create a predictor that tells what its predictions cost.
   *
   * @return empty if the backend cannot tell, which is the default
   */
  default Optional<Profiler> newProfiler() {
    return Optional.empty();
  }
}
