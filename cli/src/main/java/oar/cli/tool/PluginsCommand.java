package oar.cli.tool;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import oar.api.ProviderEntry;
import oar.api.ProviderKind;
import oar.api.Providers;
import oar.cli.output.Output;
import oar.cli.output.Result;
import oar.cli.output.Table;
import oar.cli.output.Text;
import picocli.CommandLine.Command;

/** {@code plugins}: lists the providers. */
@Command(name = "plugins", description = "List the installed formats, quantizers, backends and passes.")
public final class PluginsCommand implements Tool {
  @Override
  public void run(Providers providers, Output output) {
    output.print(new ProviderList(providers.entries().stream().map(entry -> new Row(entry, state(providers, entry)))
        .toList()));
  }

  private static String state(Providers providers, ProviderEntry entry) {
    Optional<String> problem = entry.problem();
    if (problem.isEmpty() && entry.kind() == ProviderKind.BACKEND) {
      problem = providers.backend(entry.id()).unavailable();
    }
    return problem.orElse("ready");
  }

  /** A provider and whether it is ready, or why not. */
  private record Row(ProviderEntry entry, String state) {}

  /** Every provider that was found. */
  private record ProviderList(List<Row> rows) implements Result {
    @Override
    public void print(PrintWriter out) {
      Table table = new Table(Table.Column.text("kind"), Table.Column.text("id"), Table.Column.text("version"),
          Table.Column.text("module"), Table.Column.text("jar"), Table.Column.text("state"));
      for (Row row : rows) {
        ProviderEntry entry = row.entry();
        table.add(entry.kind().label(), Text.escape(entry.id()), Text.escape(entry.version()), entry.module(),
            entry.location(), Text.escape(row.state()));
      }
      table.print(out);
    }

    @Override
    public Object toJson() {
      return rows.stream().map(ProviderList::toJson).toList();
    }

    private static Map<String, Object> toJson(Row row) {
      ProviderEntry entry = row.entry();
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("kind", entry.kind().label());
      json.put("id", entry.id());
      json.put("version", entry.version());
      json.put("description", entry.description());
      json.put("jar", entry.location());
      json.put("module", entry.module());
      json.put("state", row.state());
      return json;
    }
  }
}
