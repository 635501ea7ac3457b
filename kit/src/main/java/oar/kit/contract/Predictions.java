package oar.kit.contract;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import oar.api.CompiledModel;
import oar.api.Predictor;
import oar.api.model.LodTensor;
import oar.api.model.Tensor;
import oar.api.model.TensorArray;
import oar.api.model.Value;

/** Runs models and keeps what they give. */
final class Predictions {
  private Predictions() {}

  /** Pair inputs with the names that a model has for them. */
  static Map<String, Value> name(CompiledModel model, List<LodTensor> inputs) {
    Map<String, Value> named = new LinkedHashMap<>();
    for (int i = 0; i < inputs.size(); i++) {
      named.put(model.inputs().get(i).name(), inputs.get(i));
    }
    return named;
  }

  /** Run a model once. */
  static List<Value> run(CompiledModel model, List<LodTensor> inputs) {
    try (Predictor predictor = model.newPredictor()) {
      return run(model, predictor, inputs);
    }
  }

  /** Run a predictor and return its outputs in memory of their own. */
  static List<Value> run(CompiledModel model, Predictor predictor, List<LodTensor> inputs) {
    Map<String, Value> outputs = predictor.run(name(model, inputs));
    List<Value> copies = new ArrayList<>();
    model.outputs().forEach(output -> copies.add(copy(outputs.get(output.name()))));
    return copies;
  }

  private static Value copy(Value value) {
    return switch (value) {
      case LodTensor tensor -> copy(tensor);
      case TensorArray array -> new TensorArray(array.elements().stream().map(Predictions::copy).toList());
    };
  }

  private static LodTensor copy(LodTensor value) {
    Tensor tensor = value.tensor();
    return new LodTensor(Tensor.copyOf(tensor.type(), tensor.shape(), tensor.data()), value.levelOfDetail());
  }
}
