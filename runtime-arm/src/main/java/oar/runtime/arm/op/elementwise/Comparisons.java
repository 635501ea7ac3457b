package oar.runtime.arm.op.elementwise;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import oar.runtime.arm.lowering.OperationFactory;

/** The operators that compare two elements: type and formula. */
public final class Comparisons {
  /** Paddle takes numbers that are this close as equal. */
  private static final double TOLERANCE = 1e-8;

  private static final Map<String, Comparison> TABLE = table();

  private Comparisons() {}

  private static Map<String, Comparison> table() {
    SequencedMap<String, Comparison> table = new LinkedHashMap<>();
    table.put("equal", new Comparison(Comparisons::areEqual, (x, y) -> x == y));
    table.put("not_equal", new Comparison((x, y) -> !areEqual(x, y), (x, y) -> x != y));
    table.put("less_than", new Comparison((x, y) -> x < y, (x, y) -> x < y));
    table.put("less_equal", new Comparison((x, y) -> x <= y, (x, y) -> x <= y));
    table.put("greater_than", new Comparison((x, y) -> x > y, (x, y) -> x > y));
    table.put("greater_equal", new Comparison((x, y) -> x >= y, (x, y) -> x >= y));
    return table;
  }

  private static boolean areEqual(double x, double y) {
    return x == y || Math.abs(x - y) < TOLERANCE;
  }

  /** Return the operators by type. */
  public static Map<String, OperationFactory> factories() {
    SequencedMap<String, OperationFactory> factories = new LinkedHashMap<>();
    TABLE.forEach((type, comparison) -> factories.put(type,
        reader -> new Predicate(reader.input("X"), reader.input("Y"), reader.output("Out"),
            reader.operator().intAttribute("axis", -1), comparison)));
    return factories;
  }
}
