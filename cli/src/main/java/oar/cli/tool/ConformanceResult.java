package oar.cli.tool;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import oar.cli.output.Json;
import oar.cli.output.Result;
import oar.cli.output.Text;
import oar.kit.CaseResult;
import oar.kit.CaseRun;
import oar.kit.Totals;

/**
 * How cases came out.
 *
 * @param totals how many in which way
 * @param runs each of them
 * @param listsUnsupported whether to print a line for each program that is not supported, as for each that failed
 */
record ConformanceResult(Totals totals, List<CaseRun> runs, boolean listsUnsupported) implements Result {
  ConformanceResult {
    runs = List.copyOf(runs);
  }

  @Override
  public void print(PrintWriter out) {
    for (CaseRun run : runs) {
      switch (run.result()) {
        case CaseResult.Passed _ -> {
        }
        case CaseResult.Failed failed ->
          out.println("failed      " + Text.escape(run.name()) + ": " + Text.escape(failed.problem()));
        case CaseResult.Unsupported unsupported -> {
          if (listsUnsupported) {
            out.println("unsupported " + Text.escape(run.name()) + ": "
                + Text.escape(String.join("; ", unsupported.problems())));
          }
        }
      }
    }
    out.println(totals);
  }

  @Override
  public Object toJson() {
    List<Object> failures = new ArrayList<>();
    List<Object> refusals = new ArrayList<>();
    for (CaseRun run : runs) {
      switch (run.result()) {
        case CaseResult.Passed _ -> {
        }
        case CaseResult.Failed failed -> failures.add(toJson(run, failed));
        case CaseResult.Unsupported unsupported -> refusals.add(toJson(run, unsupported));
      }
    }
    Map<String, Object> json = Json.object("passed", totals.passed());
    json.put("failed", totals.failed());
    json.put("unsupported", totals.unsupported());
    json.put("failures", failures);
    json.put("refusals", refusals);
    return json;
  }

  private static Map<String, Object> toJson(CaseRun run, CaseResult.Failed failed) {
    Map<String, Object> json = Json.object("case", run.name());
    json.put("problem", failed.problem());
    failed.mismatch().ifPresent(mismatch -> {
      json.put("output", mismatch.output());
      json.put("index", mismatch.index());
      json.put("got", mismatch.got());
      json.put("expected", mismatch.expected());
      json.put("error", Json.number(mismatch.error()));
    });
    return json;
  }

  private static Map<String, Object> toJson(CaseRun run, CaseResult.Unsupported unsupported) {
    Map<String, Object> json = Json.object("case", run.name());
    json.put("problems", unsupported.problems());
    return json;
  }
}
