package oar.cli.tool;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import oar.api.ProviderEntry;
import oar.api.ProviderKind;
import oar.cli.output.Result;
import oar.cli.output.Text;

/**
 * What came of holding providers to their contracts.
 *
 * @param rows one for each
 */
record ContractCheckResult(List<Row> rows) implements Result {
  /**
   * What came of one provider.
   *
   * @param entry the provider
   * @param passed number of checks that it passed
   * @param failures what it failed, and how
   * @param skipped what was not checked, and why
   */
  record Row(ProviderEntry entry, int passed, List<String> failures, List<String> skipped) {
    Row {
      failures = List.copyOf(failures);
      skipped = List.copyOf(skipped);
    }

    String kind() {
      return entry.kind().map(ProviderKind::label).orElseThrow();
    }
  }

  int failed() {
    return rows.stream().mapToInt(row -> row.failures().size()).sum();
  }

  @Override
  public void print(PrintWriter out) {
    for (Row row : rows) {
      out.println(row.kind() + " " + row.entry().id() + ": " + row.passed() + " passed, " + row.failures().size()
          + " failed, " + row.skipped().size() + " skipped");
      row.failures().forEach(failure -> out.println("  failed   " + Text.escape(failure)));
      row.skipped().forEach(reason -> out.println("  skipped  " + Text.escape(reason)));
    }
    if (rows.isEmpty()) {
      out.println("there is nothing to check but Oar's own; name one");
    }
  }

  @Override
  public Object toJson() {
    return rows.stream().map(ContractCheckResult::toJson).toList();
  }

  private static Map<String, Object> toJson(Row row) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("kind", row.kind());
    json.put("id", row.entry().id());
    json.put("jar", row.entry().origin().location());
    json.put("passed", row.passed());
    json.put("failed", row.failures());
    json.put("skipped", row.skipped());
    return json;
  }
}
