package oar.cli.tool;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import oar.api.StageReport;
import oar.api.model.Block;
import oar.api.model.DataType;
import oar.api.model.Operator;
import oar.api.model.Program;
import oar.api.model.Shape;
import oar.api.model.Variable;
import oar.cli.output.Json;
import oar.cli.output.Result;
import oar.cli.output.Table;
import oar.cli.output.Text;

/**
 * What is in a model.
 *
 * @param read where it was read from
 * @param program the model
 */
record Inspection(StageReport.Read read, Program program) implements Result {
  private static final String PRODUCER = ".producer";

  @Override
  public void print(PrintWriter out) {
    out.println(read.source() + " (" + read.format() + ")");
    out.println("written by " + Text.escape(producer()));
    print(out, "inputs", program.inputs());
    print(out, "outputs", program.outputs());
    out.println(Text.count(read.operators(), "operator"));
    Table table = new Table(Table.Column.number("count"), Table.Column.text("operator"));
    operators().forEach((type, count) -> table.add(count.toString(), Text.escape(type)));
    table.print(out);
    out.println(Text.count(read.weights(), "weight") + " of " + Text.bytes(read.weightBytes()));
    WeightInspection.print(out, program.weights());
  }

  private static void print(PrintWriter out, String title, List<Variable> variables) {
    out.println(title);
    Table table = new Table(Table.Column.text("name"), Table.Column.text("type"), Table.Column.text("shape"));
    for (Variable variable : variables) {
      table.add(Text.escape(variable.name()), variable.type().map(DataType::label).orElse("unknown"),
          variable.shape().map(Shape::toString).orElse("unknown"));
    }
    table.print(out);
  }

  /** Return who wrote the files: the tool, where they name it, and the version of Paddle. */
  private String producer() {
    List<String> producers = new ArrayList<>();
    program.properties().forEach((name, value) -> {
      if (name.endsWith(PRODUCER)) {
        producers.add(value);
      }
    });
    if (program.version() != 0) {
      producers.add("Paddle " + paddleVersion());
    }
    return producers.isEmpty() ? "an unknown program" : String.join(", ", producers);
  }

  private String paddleVersion() {
    long version = program.version();
    return version / 1_000_000 + "." + version / 1000 % 1000 + "." + version % 1000;
  }

  /** Return how many operators of each type there are, the most frequent first. */
  private Map<String, Integer> operators() {
    Map<String, Integer> counts = new TreeMap<>();
    for (Block block : program.blocks()) {
      for (Operator operator : block.operators()) {
        counts.merge(operator.type(), 1, Integer::sum);
      }
    }
    Map<String, Integer> sorted = new LinkedHashMap<>();
    counts.entrySet().stream().sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
    return sorted;
  }

  @Override
  public Object toJson() {
    Map<String, Object> json = Json.object("path", read.source().path().toString());
    json.put("format", read.format());
    json.put("producer", producer());
    json.put("paddle_version", program.version() == 0 ? null : paddleVersion());
    json.put("properties", program.properties());
    json.put("inputs", program.inputs().stream().map(Inspection::toJson).toList());
    json.put("outputs", program.outputs().stream().map(Inspection::toJson).toList());
    json.put("operators", operators());
    json.put("weights", WeightInspection.toJson(program.weights()));
    return json;
  }

  private static Map<String, Object> toJson(Variable variable) {
    Map<String, Object> json = Json.object("name", variable.name());
    json.put("type", variable.type().map(DataType::label).orElse(null));
    json.put("shape", variable.shape().map(shape -> Json.numbers(shape.dimensions())).orElse(null));
    return json;
  }
}
