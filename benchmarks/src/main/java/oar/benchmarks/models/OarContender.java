package oar.benchmarks.models;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import oar.api.CompiledModel;
import oar.api.Pipeline;
import oar.api.Predictor;
import oar.api.model.LodTensor;
import oar.api.model.Tensor;

/** Oar's default backend. */
final class OarContender implements Contender {
  private final Predictor predictor;
  private final Map<String, LodTensor> inputs = new LinkedHashMap<>();

  private OarContender(CompiledModel model, List<Tensor> tensors) {
    for (int i = 0; i < tensors.size(); i++) {
      inputs.put(model.inputs().get(i).name(), new LodTensor(tensors.get(i)));
    }
    predictor = model.newPredictor();
  }

  /** Compute with the model's own FP32 weights. */
  static Contender fp32(ModelFolder folder, List<Tensor> inputs, int threads) throws IOException {
    Pipeline pipeline = new Pipeline().read(folder.path());
    return new OarContender(compile(pipeline, Map.of("threads", "" + threads)), inputs);
  }

  /** Compute with INT8 weights and activations. */
  static Contender int8(ModelFolder folder, List<Tensor> inputs, int threads) throws IOException {
    Pipeline pipeline = new Pipeline().read(folder.path()).optimize().quantize("int8");
    return new OarContender(compile(pipeline, Map.of("threads", "" + threads, "mode", "integer")), inputs);
  }

  private static CompiledModel compile(Pipeline pipeline, Map<String, String> options) {
    return pipeline.compile(pipeline.program(), Pipeline.DEFAULT_BACKEND, options);
  }

  @Override
  public void predict() {
    predictor.run(inputs);
  }

  @Override
  public List<Tensor> outputs() {
    return predictor.run(inputs).values().stream().map(value -> ((LodTensor) value).tensor()).toList();
  }

  @Override
  public void close() {
    predictor.close();
  }
}
