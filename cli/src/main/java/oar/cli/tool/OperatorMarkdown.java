package oar.cli.tool;

import java.io.PrintWriter;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import oar.api.OperatorDescription.Tier;
import oar.cli.output.Result;

/** A list of operators as a Markdown table, with one row for those of which the same is said. */
record OperatorMarkdown(OperatorList operators) implements Result {
  @Override
  public void print(PrintWriter out) {
    out.println("| Tier | Data types | Operators | Refused |");
    out.println("|---|---|---|---|");
    Map<List<String>, List<OperatorList.Row>> alike = operators.rows().stream().collect(Collectors.groupingBy(
        row -> List.of(row.tier(), row.dataTypes(), row.refused()),
        () -> new TreeMap<>(Comparator.comparing(List::toString)), Collectors.toList()));
    alike.forEach((cells, rows) -> out.println("| " + cells.get(0) + " | " + cells.get(1) + " | "
        + rows.stream().map(row -> "`" + row.type() + "`").collect(Collectors.joining(", ")) + " | " + cells.get(2)
        + " |"));
    out.println();
    for (Tier tier : Tier.values()) {
      out.println("Tier " + tier.number() + ": " + tier.networks() + ".");
    }
  }

  @Override
  public Object toJson() {
    return operators.toJson();
  }
}
