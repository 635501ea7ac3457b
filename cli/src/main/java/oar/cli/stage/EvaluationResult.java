package oar.cli.stage;

import java.io.PrintWriter;
import java.util.Map;
import oar.cli.output.Json;
import oar.cli.output.Result;
import oar.cli.output.Text;
import oar.kit.Evaluation;

/**
 * How many images a program classifies rightly.
 *
 * @param evaluation the program as it is
 * @param asRead the program as it was read
 */
record EvaluationResult(Evaluation evaluation, Evaluation asRead) implements Result {
  @Override
  public void print(PrintWriter out) {
    out.println("evaluate    " + describe(evaluation) + "; as read " + describe(asRead));
  }

  private static String describe(Evaluation evaluation) {
    return evaluation.right() + " of " + evaluation.total() + " right ("
        + Text.percent(evaluation.right(), evaluation.total()) + ")";
  }

  @Override
  public Object toJson() {
    Map<String, Object> json = Json.object("stage", "evaluate");
    json.putAll(toJson(evaluation));
    json.put("as_read", toJson(asRead));
    return json;
  }

  private static Map<String, Object> toJson(Evaluation evaluation) {
    Map<String, Object> json = Json.object("right", evaluation.right());
    json.put("total", evaluation.total());
    json.put("accuracy", evaluation.accuracy());
    return json;
  }
}
