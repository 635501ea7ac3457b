package oar.cli.stage;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import oar.api.model.LevelOfDetail;
import oar.api.model.Tensor;
import oar.cli.output.Json;
import oar.cli.output.Result;
import oar.cli.output.Text;

/**
 * What a prediction gave.
 *
 * @param outputs in order
 */
record PredictionResult(List<Output> outputs) implements Result {
  PredictionResult {
    outputs = List.copyOf(outputs);
  }

  /**
   * One tensor of what it gave.
   *
   * @param predicted the tensor
   * @param summary of its elements
   * @param file where it was written
   */
  record Output(OutputTensor predicted, TensorSummary summary, Optional<Path> file) {}

  @Override
  public void print(PrintWriter out) {
    for (Output output : outputs) {
      Tensor tensor = output.predicted().value().tensor();
      LevelOfDetail levelOfDetail = output.predicted().value().levelOfDetail();
      out.println("predict     " + Text.escape(output.predicted().name()) + " is " + tensor
          + (levelOfDetail.depth() == 0 ? "" : ", LoD " + levelOfDetail)
          + output.file().map(file -> ", written to " + file).orElse(""));
      out.println("            " + output.summary().describe(tensor.elementCount()));
    }
  }

  @Override
  public Object toJson() {
    Map<String, Object> json = Json.object("stage", "predict");
    json.put("outputs", outputs.stream().map(PredictionResult::toJson).toList());
    return json;
  }

  private static Map<String, Object> toJson(Output output) {
    Map<String, Object> json = new LinkedHashMap<>();
    Tensor tensor = output.predicted().value().tensor();
    json.put("name", output.predicted().name());
    json.put("type", tensor.type().label());
    json.put("shape", Json.numbers(tensor.shape().dimensions()));
    json.put("lod", levels(output.predicted().value().levelOfDetail()));
    output.summary().addTo(json);
    json.put("file", output.file().map(Path::toString).orElse(null));
    return json;
  }

  private static List<List<Long>> levels(LevelOfDetail levelOfDetail) {
    return IntStream.range(0, levelOfDetail.depth()).mapToObj(level -> Json.numbers(levelOfDetail.level(level)))
        .toList();
  }
}
