package oar.cli.bench;

import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import oar.cli.output.Json;
import oar.cli.output.Table;
import oar.cli.output.Text;

/** Lists what each operator takes. */
final class OperatorTable {
  private final Profile profile;
  private final double total;

  OperatorTable(Profile profile) {
    this.profile = profile;
    this.total = profile.milliseconds();
  }

  void print(PrintWriter out, OperatorOrder order) {
    Table table = new Table(Table.Column.text("operator"), Table.Column.text("output"), Table.Column.number("ms"),
        Table.Column.number("share"), Table.Column.number("GFLOPS"), Table.Column.text("arithmetic"));
    for (Profile.Entry entry : order.sort(profile.entries())) {
      boolean hasProducts = entry.cost().multiplyAdds() > 0;
      table.add(Text.escape(entry.cost().operator()), Text.escape(String.join(", ", entry.cost().outputs())),
          Text.rounded(entry.milliseconds()), Text.percent(entry.milliseconds(), total),
          hasProducts ? Text.rounded(entry.gigaRate()) : "",
          hasProducts ? entry.cost().arithmetic().label() : "");
    }
    table.print(out);
  }

  List<Map<String, Object>> toJson(OperatorOrder order) {
    return order.sort(profile.entries()).stream().map(this::toJson).toList();
  }

  private Map<String, Object> toJson(Profile.Entry entry) {
    Map<String, Object> json = Json.object("operator", entry.cost().operator());
    json.put("outputs", entry.cost().outputs());
    json.put("ms", entry.milliseconds());
    json.put("share", entry.milliseconds() / total);
    json.put("multiply_adds", entry.cost().multiplyAdds());
    json.put("gflops", entry.gigaRate());
    json.put("arithmetic", entry.cost().arithmetic().label());
    return json;
  }
}
