package oar.runtime.arm.op.reduction;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import oar.runtime.arm.lowering.OperationFactory;

/** The {@code reduce_*} operators: type and formula. */
public final class Reductions {
  private static final Map<String, Reduction> TABLE = table();

  private Reductions() {}

  private static Map<String, Reduction> table() {
    SequencedMap<String, Reduction> table = new LinkedHashMap<>();
    table.put("reduce_sum", new Reduction(Double::sum, Long::sum, new Reduction.Start(0, 0), false, true));
    table.put("reduce_mean", new Reduction(Double::sum, Long::sum, new Reduction.Start(0, 0), true, false));
    table.put("reduce_max", new Reduction(Math::max, Math::max,
        new Reduction.Start(Double.NEGATIVE_INFINITY, Long.MIN_VALUE), false, false));
    table.put("reduce_min", new Reduction(Math::min, Math::min,
        new Reduction.Start(Double.POSITIVE_INFINITY, Long.MAX_VALUE), false, false));
    table.put("reduce_prod",
        new Reduction((x, y) -> x * y, (x, y) -> x * y, new Reduction.Start(1, 1), false, false));
    table.put("reduce_all",
        new Reduction(Math::min, (x, y) -> x & y, new Reduction.Start(1, 1), false, false));
    table.put("reduce_any",
        new Reduction(Math::max, (x, y) -> x | y, new Reduction.Start(0, 0), false, false));
    return table;
  }

  /** Return the operators by type. */
  public static Map<String, OperationFactory> factories() {
    SequencedMap<String, OperationFactory> factories = new LinkedHashMap<>();
    TABLE.forEach((type, reduction) -> factories.put(type, reader -> new Reduce(reader, reduction)));
    return factories;
  }
}
