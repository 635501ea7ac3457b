package oar.format.paddle.pir;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Every operation that can be translated, by its full name. */
final class Operations {
  private static final String OPERATORS = "pd_op.";
  private static final Map<String, Rule> RULES = rules();

  private Operations() {}

  private static Map<String, Rule> rules() {
    Map<String, Rule> rules = new HashMap<>(StructureRules.RULES);
    CreationRules.RULES.forEach((name, rule) -> rules.put(OPERATORS + name, rule));
    ArrayRules.RULES.forEach((name, rule) -> rules.put(OPERATORS + name, rule));
    Stream.of(ConvolutionTable.LINES, ActivationTable.LINES, ElementwiseTable.LINES, ReductionTable.LINES,
        ProductTable.LINES, ShapeTable.LINES, IndexingTable.LINES, SortingTable.LINES, CreationTable.LINES,
        VisionTable.LINES, SequenceTable.LINES, FusedTable.LINES).flatMap(List::stream)
        .forEach(line -> rules.put(OPERATORS + line.operation(), line));
    return Map.copyOf(rules);
  }

  /** Tell whether an operation can be translated. */
  static boolean has(String name) {
    return RULES.containsKey(tableName(name));
  }

  /** Return how an operation is translated. */
  static Rule rule(String name) {
    return RULES.get(tableName(name));
  }

  /** Return the name that an operation has in the tables: the one without the mark of overwriting, unless they have both. */
  private static String tableName(String name) {
    return RULES.containsKey(name) || !name.endsWith(InPlace.MARK)
        ? name
        : name.substring(0, name.length() - InPlace.MARK.length());
  }
}
