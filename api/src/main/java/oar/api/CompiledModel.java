package oar.api;

import java.util.List;
import oar.api.model.Variable;

/** A program that is ready to run: immutable, and shared by any number of predictors. */
public interface CompiledModel {
  /** Return what a predictor must be fed, in order. */
  List<Variable> inputs();

  /** Return what a predictor gives back, in order. */
  List<Variable> outputs();

  /** Create a predictor with memory of its own. */
  Predictor newPredictor();
}
