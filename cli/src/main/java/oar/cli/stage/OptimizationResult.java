package oar.cli.stage;

import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import oar.api.Pass;
import oar.api.StageReport;
import oar.cli.output.Json;
import oar.cli.output.Result;
import oar.cli.output.Table;

/**
 * A program was optimised.
 *
 * @param report by which passes
 * @param explained those passes, in order, if each is to be explained; else none
 */
record OptimizationResult(StageReport.Optimized report, List<Pass> explained) implements Result {
  @Override
  public void print(PrintWriter out) {
    if (!explained.isEmpty()) {
      Table table = new Table(Table.Column.text("pass"), Table.Column.text("what it does"),
          Table.Column.text("operators"));
      for (int i = 0; i < explained.size(); i++) {
        table.add(explained.get(i).id(), explained.get(i).description(), changes(report.passes().get(i)));
      }
      table.print(out);
    }
    List<String> changing = report.passes().stream().filter(StageReport.PassReport::changed)
        .map(StageReport.PassReport::pass).toList();
    out.println("optimize    "
        + (changing.isEmpty()
            ? "nothing to do"
            : report.passes().getFirst().operatorsBefore() + " operators become "
                + report.passes().getLast().operatorsAfter() + " (" + String.join(", ", changing) + ")"));
  }

  private static String changes(StageReport.PassReport pass) {
    if (pass.operatorChanges().isEmpty()) {
      return pass.changed() ? "changed, as many as before" : "unchanged";
    }
    return pass.operatorChanges().entrySet().stream()
        .map(change -> "%s %+d".formatted(change.getKey(), change.getValue())).collect(Collectors.joining(", "));
  }

  @Override
  public Object toJson() {
    Map<String, Object> json = Json.object("stage", "optimize");
    json.put("passes", report.passes().stream().map(OptimizationResult::toJson).toList());
    return json;
  }

  private static Map<String, Object> toJson(StageReport.PassReport pass) {
    Map<String, Object> json = Json.object("pass", pass.pass());
    json.put("changed", pass.changed());
    json.put("operators_before", pass.operatorsBefore());
    json.put("operators_after", pass.operatorsAfter());
    json.put("operator_changes", pass.operatorChanges());
    return json;
  }
}
