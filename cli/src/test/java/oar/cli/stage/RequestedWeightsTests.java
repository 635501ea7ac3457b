package oar.cli.stage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import oar.api.CompiledModel;
import oar.api.Pipeline;
import oar.api.Predictor;
import oar.api.Providers;
import oar.api.model.LodTensor;
import oar.api.model.Program;
import oar.api.model.Tensor;
import oar.api.model.Value;
import oar.api.model.Weight;
import oar.api.quantization.WeightSelection;
import oar.kit.Case;
import oar.kit.CaseCollection;
import oar.kit.Comparison;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Weights that are quantized on request only. */
class RequestedWeightsTests {
  private static final Path OPERATORS = Path.of(System.getProperty("oar.cases"), "operators");
  private static final double ROUNDING = 1e-5;

  private final Providers providers = Providers.load();

  @TempDir
  Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"rnn", "lstm", "gru", "lookup_table_v2", "conv2d_transpose", "conv3d", "deformable_conv"})
  void predictAsTheirRealNumbersAndAreReadAgain(String operatorType) throws IOException {
    int quantized = 0;
    try (CaseCollection cases = CaseCollection.open(List.of(OPERATORS.resolve(operatorType + ".zip")))) {
      for (Case oneCase : cases.cases()) {
        Pipeline pipeline = quantized(oneCase, operatorType);
        long count = pipeline.program().weights().values().stream().map(Weight::quantization)
            .filter(quantization -> quantization.isPresent()).count();
        quantized += count > 0 ? 1 : 0;
        List<Tensor> outputs = predict(pipeline.program(), oneCase);
        Program real = quantized(oneCase, operatorType).dequantize().program();
        assertClose(predict(real, oneCase), outputs, oneCase.name());
        Path target = folder.resolve(operatorType + quantized);
        pipeline.write(target, "paddle", Map.of());
        Program again = new Pipeline(providers).read(target).program();
        assertEquals(pipeline.program().weights(), again.weights(), oneCase.name());
        assertClose(outputs, predict(again, oneCase), oneCase.name());
      }
    }
    assertTrue(quantized > 0, "no case of " + operatorType + " has a weight");
  }

  private Pipeline quantized(Case oneCase, String operatorType) throws IOException {
    return new Pipeline(providers).read(oneCase.folder()).quantize("int8", Map.of(),
        new WeightSelection(List.of(operatorType), List.of(), false));
  }

  private List<Tensor> predict(Program program, Case oneCase) throws IOException {
    CompiledModel model = new Pipeline(providers).compile(program, Pipeline.DEFAULT_BACKEND, Map.of());
    Map<String, LodTensor> inputs = new LinkedHashMap<>();
    for (int i = 0; i < model.inputs().size(); i++) {
      inputs.put(model.inputs().get(i).name(), oneCase.inputs().get(i).read());
    }
    List<Tensor> outputs = new ArrayList<>();
    try (Predictor predictor = model.newPredictor()) {
      for (Value value : predictor.run(inputs).values()) {
        Tensor tensor = ((LodTensor) value).tensor();
        outputs.add(Tensor.copyOf(tensor.type(), tensor.shape(), tensor.data()));
      }
    }
    return outputs;
  }

  private static void assertClose(List<Tensor> expected, List<Tensor> actual, String name) {
    assertEquals(expected.size(), actual.size(), name);
    for (int i = 0; i < expected.size(); i++) {
      assertEquals(expected.get(i).shape(), actual.get(i).shape(), name);
      assertEquals(0, Comparison.of(expected.get(i), actual.get(i)).largestError(), ROUNDING, name);
    }
  }
}
