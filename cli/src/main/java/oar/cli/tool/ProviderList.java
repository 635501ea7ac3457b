package oar.cli.tool;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import oar.api.ProviderEntry;
import oar.api.ProviderKind;
import oar.cli.output.Result;
import oar.cli.output.Table;
import oar.cli.output.Text;

/**
 * Every provider that was found.
 *
 * @param rows in the order of the list
 */
record ProviderList(List<Row> rows) implements Result {
  /**
   * A provider, or a plugin as a whole.
   *
   * @param entry what was found
   * @param state whether it can be used here
   * @param reason why not
   */
  record Row(ProviderEntry entry, String state, Optional<String> reason) {
    String kind() {
      return entry.kind().map(ProviderKind::label).orElse("plugin");
    }
  }

  @Override
  public void print(PrintWriter out) {
    Table table = new Table(Table.Column.text("kind"), Table.Column.text("id"), Table.Column.text("version"),
        Table.Column.text("module"), Table.Column.text("jar"), Table.Column.text("state"));
    for (Row row : rows) {
      ProviderEntry entry = row.entry();
      table.add(row.kind(), Text.escape(entry.id()), Text.escape(entry.version()), Text.escape(entry.origin().module()),
          Text.escape(entry.origin().location()), row.state());
    }
    table.print(out);
    rows.forEach(row -> row.reason()
        .ifPresent(
            reason -> out.println(row.kind() + " " + Text.escape(row.entry().id()) + ": " + Text.escape(reason))));
  }

  @Override
  public Object toJson() {
    return rows.stream().map(ProviderList::toJson).toList();
  }

  private static Map<String, Object> toJson(Row row) {
    ProviderEntry entry = row.entry();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("kind", row.kind());
    json.put("id", entry.id());
    json.put("version", entry.version());
    json.put("description", entry.description());
    json.put("plugin", entry.origin().plugin());
    json.put("vendor", entry.origin().vendor());
    json.put("jar", entry.origin().location());
    json.put("module", entry.origin().module());
    json.put("class", entry.type());
    json.put("state", row.state());
    json.put("reason", row.reason().orElse(null));
    return json;
  }
}
