package oar.cli.stage;

import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import oar.api.StageReport;
import oar.api.model.DataType;
import oar.cli.output.Json;
import oar.cli.output.Result;
import oar.cli.output.Table;
import oar.cli.output.Text;

/**
 * What became of each weight.
 *
 * @param stage the stage's name
 * @param target what the weights became
 * @param weights in the program's order
 */
record WeightsResult(String stage, String target, List<StageReport.WeightReport> weights) implements Result {
  private static final int NAME_WIDTH = 12;

  WeightsResult {
    weights = List.copyOf(weights);
  }

  @Override
  public void print(PrintWriter out) {
    if (!weights.isEmpty()) {
      printTable(out);
    }
    long changed = weights.stream().filter(weight -> weight.reason().isEmpty()).count();
    long before = weights.stream().mapToLong(StageReport.WeightReport::bytesBefore).sum();
    long after = weights.stream().mapToLong(WeightsResult::bytesAfter).sum();
    out.println(
        stage + " ".repeat(NAME_WIDTH - stage.length()) + changed + " of " + Text.count(weights.size(), "weight")
            + " to " + target + ": " + Text.bytes(before) + " become " + Text.bytes(after) + " ("
            + Text.percent(after, before) + ")");
  }

  private void printTable(PrintWriter out) {
    Table table = new Table(Table.Column.text("weight"), Table.Column.text("read by"), Table.Column.text("shape"),
        Table.Column.text("type"), Table.Column.number("bytes before"), Table.Column.number("after"),
        Table.Column.text("left because"));
    for (StageReport.WeightReport weight : weights) {
      table.add(Text.escape(weight.name()), Text.escape(String.join(", ", weight.users())), weight.shape().toString(),
          types(weight.before(), weight.after()), Long.toString(weight.bytesBefore()),
          Long.toString(bytesAfter(weight)),
          weight.reason().map(Text::escape).orElse(""));
    }
    table.print(out);
  }

  private static String types(DataType before, DataType after) {
    return before == after ? before.label() : before + " -> " + after;
  }

  private static long bytesAfter(StageReport.WeightReport weight) {
    return weight.bytesAfter() + weight.scaleBytes();
  }

  @Override
  public Object toJson() {
    Map<String, Object> json = Json.object("stage", stage);
    json.put("to", target);
    json.put("bytes_before", weights.stream().mapToLong(StageReport.WeightReport::bytesBefore).sum());
    json.put("bytes_after", weights.stream().mapToLong(WeightsResult::bytesAfter).sum());
    json.put("weights", weights.stream().map(WeightsResult::toJson).toList());
    return json;
  }

  private static Map<String, Object> toJson(StageReport.WeightReport weight) {
    Map<String, Object> json = Json.object("name", weight.name());
    json.put("operators", weight.users());
    json.put("shape", Json.numbers(weight.shape().dimensions()));
    json.put("type_before", weight.before().label());
    json.put("type_after", weight.after().label());
    json.put("bytes_before", weight.bytesBefore());
    json.put("bytes_after", weight.bytesAfter());
    json.put("scale_bytes", weight.scaleBytes());
    json.put("reason", weight.reason().orElse(null));
    return json;
  }
}
