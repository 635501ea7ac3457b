package acme.service;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import oar.api.CompiledModel;
import oar.api.Pipeline;
import oar.api.Predictor;
import oar.api.model.LodTensor;
import oar.api.model.Tensor;
import oar.api.model.Value;

/** Predicts with a model from any number of threads: the compiled model is shared, and each call borrows a predictor. */
public final class PredictionService implements AutoCloseable {
  private final CompiledModel model;
  private final BlockingQueue<Predictor> idle = new LinkedBlockingQueue<>();

  /** Load a model. */
  public PredictionService(Path folder) throws IOException {
    model = new Pipeline().read(folder).optimize().compile();
  }

  /** Return the first output for the first input, in memory of its own. */
  public Tensor predict(Tensor input) {
    Predictor borrowed = idle.poll();
    Predictor predictor = borrowed == null ? model.newPredictor() : borrowed;
    Value output = predictor.run(Map.of(model.inputs().getFirst().name(), new LodTensor(input)))
        .get(model.outputs().getFirst().name());
    Tensor result = ((LodTensor) output).tensor();
    Tensor copy = Tensor.copyOf(result.type(), result.shape(), result.data());
    idle.add(predictor);
    return copy;
  }

  @Override
  public void close() {
    idle.forEach(Predictor::close);
  }
}
