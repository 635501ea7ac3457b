package oar.cli.stage;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import oar.cli.output.Json;
import oar.cli.output.Result;
import oar.cli.output.Text;
import oar.kit.Comparison;

/**
 * How far the outputs of a program are from those of the program that was read.
 *
 * @param outputs in order
 */
record ComparisonResult(List<Output> outputs) implements Result {
  ComparisonResult {
    outputs = List.copyOf(outputs);
  }

  /**
   * How far one output is.
   *
   * @param name the output's
   * @param comparison with the output of the program as it was read
   */
  record Output(String name, Comparison comparison) {}

  @Override
  public void print(PrintWriter out) {
    for (Output output : outputs) {
      Comparison comparison = output.comparison();
      out.println(
          "compare     " + Text.escape(output.name()) + ": largest error " + Text.number(comparison.largestError())
              + " (element " + comparison.largestIndex() + "), mean error " + Text.number(comparison.meanError()) + ", "
              + Text.count(comparison.elements(), "element"));
    }
  }

  @Override
  public Object toJson() {
    Map<String, Object> json = Json.object("stage", "compare");
    json.put("outputs", outputs.stream().map(ComparisonResult::toJson).toList());
    return json;
  }

  private static Map<String, Object> toJson(Output output) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", output.name());
    json.put("elements", output.comparison().elements());
    json.put("largest_error", Json.number(output.comparison().largestError()));
    json.put("largest_error_index", output.comparison().largestIndex());
    json.put("mean_error", Json.number(output.comparison().meanError()));
    return json;
  }
}
