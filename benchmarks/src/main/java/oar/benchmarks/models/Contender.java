package oar.benchmarks.models;

import java.util.List;
import oar.api.model.Tensor;

/** An engine with a model that it is ready to predict with, fed with one set of inputs. */
interface Contender {
  /** Predict once; the outputs stay in the engine. */
  void predict() throws Exception;

  /** Predict once more and return the outputs, in the model's order. */
  List<Tensor> outputs() throws Exception;

  /** Give the engine's memory back. */
  void close() throws Exception;
}
