package oar.cli.tool;

import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import oar.api.model.Quantization;
import oar.api.model.Tensor;
import oar.api.model.Weight;
import oar.cli.output.Json;
import oar.cli.output.Table;
import oar.cli.output.Text;

/** Shows weights: how they are stored, and with which scales. */
final class WeightInspection {
  private WeightInspection() {}

  /** The range of a quantized weight's scales. */
  private record ScaleRange(double smallest, double largest) {
    static ScaleRange of(Tensor scales) {
      double smallest = Double.POSITIVE_INFINITY;
      double largest = Double.NEGATIVE_INFINITY;
      for (long i = 0; i < scales.elementCount(); i++) {
        smallest = Math.min(smallest, scales.doubleAt(i));
        largest = Math.max(largest, scales.doubleAt(i));
      }
      return new ScaleRange(smallest, largest);
    }
  }

  static void print(PrintWriter out, Map<String, Weight> weights) {
    Table table = new Table(Table.Column.text("name"), Table.Column.text("type"), Table.Column.text("shape"),
        Table.Column.number("bytes"), Table.Column.text("scales"));
    weights.forEach((name, weight) -> table.add(Text.escape(name), weight.tensor().type().label(),
        weight.shape().toString(), Long.toString(weight.byteSize()),
        weight.quantization().map(WeightInspection::describe).orElse("")));
    table.print(out);
  }

  private static String describe(Quantization quantization) {
    ScaleRange range = ScaleRange.of(quantization.scales());
    String axis = quantization.channelAxis() == Quantization.PER_TENSOR
        ? "of the whole weight"
        : "along axis " + quantization.channelAxis();
    return Text.escape(quantization.quantizer()) + ": " + quantization.scales().elementCount() + " " + axis + ", "
        + Text.number(range.smallest()) + " to " + Text.number(range.largest());
  }

  static List<Map<String, Object>> toJson(Map<String, Weight> weights) {
    return weights.entrySet().stream().map(weight -> toJson(weight.getKey(), weight.getValue())).toList();
  }

  private static Map<String, Object> toJson(String name, Weight weight) {
    Map<String, Object> json = Json.object("name", name);
    json.put("type", weight.tensor().type().label());
    json.put("shape", Json.numbers(weight.shape().dimensions()));
    json.put("bytes", weight.byteSize());
    json.put("quantization", weight.quantization().map(WeightInspection::toJson).orElse(null));
    return json;
  }

  private static Map<String, Object> toJson(Quantization quantization) {
    ScaleRange range = ScaleRange.of(quantization.scales());
    Map<String, Object> json = Json.object("quantizer", quantization.quantizer());
    json.put("axis", quantization.channelAxis() == Quantization.PER_TENSOR ? null : quantization.channelAxis());
    json.put("scales", quantization.scales().elementCount());
    json.put("smallest_scale", Json.number(range.smallest()));
    json.put("largest_scale", Json.number(range.largest()));
    return json;
  }
}
