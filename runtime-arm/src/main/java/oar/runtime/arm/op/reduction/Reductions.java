package oar.runtime.arm.op.reduction;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import oar.runtime.arm.lowering.OperationFactory;
import oar.runtime.arm.op.reduction.Reduction.Result;

/** The operators that combine elements along dimensions: type and formula. */
public final class Reductions {
  private static final Map<String, Reduction> TABLE = table();

  private Reductions() {}

  private static Map<String, Reduction> table() {
    SequencedMap<String, Reduction> table = new LinkedHashMap<>();
    table.put("reduce_sum", new Reduction(Fold.SUM, Result.SUM));
    table.put("reduce_mean", new Reduction(Fold.SUM, true, Result.SAME));
    table.put("reduce_max", new Reduction(Fold.MAX, Result.SAME));
    table.put("reduce_min", new Reduction(Fold.MIN, Result.SAME));
    table.put("reduce_amax", new Reduction(Fold.MAX_OR_NAN, Result.SAME));
    table.put("reduce_amin", new Reduction(Fold.MIN_OR_NAN, Result.SAME));
    table.put("reduce_prod", new Reduction(Fold.PRODUCT, Result.SAME));
    table.put("reduce_all", new Reduction(Fold.PRODUCT, Result.TRUTH));
    table.put("reduce_any", new Reduction(Fold.SUM, Result.TRUTH));
    table.put("mean", new Reduction(Fold.SUM, true, Result.SAME));
    return table;
  }

  /** Return the operators by type. */
  public static Map<String, OperationFactory> factories() {
    SequencedMap<String, OperationFactory> factories = new LinkedHashMap<>();
    TABLE.forEach((type, reduction) -> factories.put(type, reader -> new Reduce(reader, reduction)));
    return factories;
  }
}
