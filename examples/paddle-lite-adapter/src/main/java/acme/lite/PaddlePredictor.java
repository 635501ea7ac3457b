package acme.lite;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import oar.api.CompiledModel;
import oar.api.Pipeline;
import oar.api.Predictor;
import oar.api.error.OarException;
import oar.api.model.LodTensor;
import oar.api.model.Value;
import oar.api.model.Variable;

/** Runs a {@code .nb} file. As with Paddle-Lite, one thread at a time may use a predictor. */
public class PaddlePredictor {
  private final CompiledModel model;
  private final Predictor predictor;
  private final List<Tensor> inputs = new ArrayList<>();
  private final Map<String, Tensor> outputs = new LinkedHashMap<>();

  private PaddlePredictor(CompiledModel model) {
    this.model = model;
    this.predictor = model.newPredictor();
    for (Variable input : model.inputs()) {
      inputs.add(new Tensor(input.shape().orElseThrow()));
    }
  }

  /** Load a model; return null where it cannot be loaded, as Paddle-Lite does. */
  public static PaddlePredictor createPaddlePredictor(ConfigBase config) {
    if (!(config instanceof MobileConfig mobile)) {
      throw new IllegalArgumentException("the configuration must be a MobileConfig");
    }
    try {
      Pipeline pipeline = new Pipeline().read(Path.of(mobile.getModelFromFile()));
      return new PaddlePredictor(pipeline.compile(pipeline.program(), Pipeline.DEFAULT_BACKEND,
          Map.of("threads", Integer.toString(mobile.getThreads()))));
    } catch (IOException | OarException e) {
      System.getLogger("acme.lite").log(System.Logger.Level.ERROR, e.toString());
      return null;
    }
  }

  public Tensor getInput(int index) {
    return inputs.get(index);
  }

  /** Return an output of the last run. */
  public Tensor getOutput(int index) {
    return getTensor(model.outputs().get(index).name());
  }

  public Tensor getTensor(String name) {
    return outputs.get(name);
  }

  public boolean run() {
    Map<String, Value> given = new LinkedHashMap<>();
    for (int i = 0; i < inputs.size(); i++) {
      given.put(model.inputs().get(i).name(), new LodTensor(inputs.get(i).content()));
    }
    predictor.run(given).forEach((name, value) -> {
      oar.api.model.Tensor tensor = ((LodTensor) value).tensor();
      outputs.put(name, new Tensor(oar.api.model.Tensor.copyOf(tensor.type(), tensor.shape(), tensor.data())));
    });
    return true;
  }

  public String getVersion() {
    return "oar";
  }
}
