package oar.cli.tool;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import oar.api.Backend;
import oar.api.model.Block;
import oar.api.model.Operator;
import oar.api.model.Program;
import oar.cli.output.Json;
import oar.cli.output.Result;
import oar.cli.output.Table;
import oar.cli.output.Text;

/**
 * Which operators of a model a backend runs.
 *
 * @param backend its id
 * @param rows one for each type of operator, by type
 * @param problems everything for which the backend does not run the model; empty if it does
 */
record ModelOperators(String backend, List<Row> rows, List<String> problems) implements Result {
  /** A type of operator, how many the model has, and whether the backend has it. */
  private record Row(String type, int count, boolean supported) {}

  static ModelOperators of(Program program, Backend backend, List<String> problems) {
    SortedMap<String, Integer> counts = new TreeMap<>();
    for (Block block : program.blocks()) {
      for (Operator operator : block.operators()) {
        counts.merge(operator.type(), 1, Integer::sum);
      }
    }
    List<Row> rows = new ArrayList<>();
    counts.forEach((type, count) -> rows
        .add(new Row(type, count, problems.isEmpty() || backend.operators().contains(type))));
    return new ModelOperators(backend.id(), rows, problems);
  }

  @Override
  public void print(PrintWriter out) {
    out.println("backend " + backend + (problems.isEmpty() ? " runs this model" : " does not run this model"));
    Table table = new Table(Table.Column.number("count"), Table.Column.text("operator"),
        Table.Column.text("supported"));
    rows.forEach(row -> table.add(Integer.toString(row.count), Text.escape(row.type), row.supported ? "yes" : "no"));
    table.print(out);
  }

  @Override
  public Object toJson() {
    Map<String, Object> json = Json.object("backend", backend);
    json.put("operators", rows.stream().map(ModelOperators::toJson).toList());
    json.put("problems", problems);
    return json;
  }

  private static Object toJson(Row row) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("type", row.type);
    json.put("count", row.count);
    json.put("supported", row.supported);
    return json;
  }
}
