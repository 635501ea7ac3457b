package oar.cli.tool;

import java.io.PrintWriter;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import oar.api.Backend;
import oar.api.OperatorDescription;
import oar.api.OperatorDescription.Tier;
import oar.api.model.DataType;
import oar.cli.output.Json;
import oar.cli.output.Result;
import oar.cli.output.Table;
import oar.cli.output.Text;

/**
 * The operators of a backend.
 *
 * @param backend its id
 * @param rows one for each operator, by type
 */
record OperatorList(String backend, List<Row> rows) implements Result {
  /** Hardly any program has others, so that what works on these may be said to work on any. */
  private static final Set<DataType> COMMON = EnumSet
      .complementOf(EnumSet.of(DataType.SIZE_T, DataType.COMPLEX64, DataType.COMPLEX128));

  /** An operator and what the backend says of it. */
  record Row(String type, Optional<OperatorDescription> description) {
    /** Return the number of the tier, or nothing. */
    String tier() {
      return description.map(known -> Integer.toString(known.tier().number())).orElse("");
    }

    /** Return the data types, or nothing. */
    String dataTypes() {
      return description.map(OperatorDescription::dataTypes).map(OperatorList::text).orElse("");
    }

    /** Return what is refused, or nothing. */
    String refused() {
      return description.map(known -> String.join("; ", known.refused())).orElse("");
    }
  }

  static OperatorList of(Backend backend) {
    return new OperatorList(backend.id(), backend.operators().stream().sorted()
        .map(type -> new Row(type, backend.describe(type))).toList());
  }

  private static String text(List<DataType> types) {
    return types.containsAll(COMMON)
        ? "any"
        : types.stream().map(DataType::label).collect(Collectors.joining(", "));
  }

  @Override
  public void print(PrintWriter out) {
    out.println("backend " + backend + " runs " + Text.count(rows.size(), "operator"));
    Table table = new Table(Table.Column.text("operator"), Table.Column.number("tier"),
        Table.Column.text("data types"), Table.Column.text("refused"));
    rows.forEach(row -> table.add(Text.escape(row.type()), row.tier(), row.dataTypes(), Text.escape(row.refused())));
    table.print(out);
    for (Tier tier : Tier.values()) {
      out.println("tier " + tier.number() + ": " + tier.networks());
    }
  }

  @Override
  public Object toJson() {
    Map<String, Object> json = Json.object("backend", backend);
    json.put("operators", rows.stream().map(OperatorList::toJson).toList());
    return json;
  }

  private static Object toJson(Row row) {
    Map<String, Object> json = Json.object("type", row.type());
    row.description().ifPresent(known -> {
      json.put("tier", known.tier().number());
      json.put("data_types", known.dataTypes().stream().map(DataType::label).toList());
      json.put("refused", known.refused());
    });
    return json;
  }
}
