package oar.format.paddle.pir;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which operations overwrite an operand, as a rule their first. Whoever reads that operand afterwards gets the new value, so its
 * variable must be overwritten too; but only then, because a variable that is written once is easier to reason about.
 */
final class InPlace {
  /** How the names of such operations end. */
  static final String MARK = "_";

  /** Operations whose names end like the others', but which leave the operand alone or have a rule of their own. */
  private static final Set<String> EXCEPTIONS = Set.of("pd_op.batch_norm_", "pd_op.sync_batch_norm_",
      "pd_op.assign_value_", "pd_op.array_write_", "pd_op.share_data_", StructureRules.ASSIGN_OUT);

  private final Map<Long, Integer> reads = new HashMap<>();
  private final Map<Long, PirBlock> homes = new HashMap<>();
  private final Set<Long> overwritten = new HashSet<>();
  private final Set<Long> overwrittenFromWithin = new HashSet<>();

  /** Look through a program. */
  InPlace(PirBlock main) {
    scan(main);
  }

  private void scan(PirBlock block) {
    block.arguments().forEach(argument -> homes.put(argument.id(), block));
    for (PirOperation operation : block.operations()) {
      operation.operands().forEach(id -> reads.merge(id, 1, Integer::sum));
      operation.results().forEach(result -> homes.put(result.id(), block));
      if (operation.name().equals(StructureRules.ASSIGN_OUT)) {
        operation.operands().stream().skip(1).forEach(overwritten::add);
      } else if (overwrites(operation)) {
        long operand = operation.operand(0);
        overwritten.add(operand);
        if (homes.get(operand) != block) {
          overwrittenFromWithin.add(operand);
        }
      }
      operation.regions().forEach(this::scan);
    }
  }

  private static boolean overwrites(PirOperation operation) {
    return operation.name().endsWith(MARK) && !EXCEPTIONS.contains(operation.name())
        && !operation.operands().isEmpty();
  }

  /** Tell whether the first result of an operation must be the variable of its first operand. */
  boolean aliases(PirOperation operation) {
    if (!overwrites(operation)) {
      return false;
    }
    long operand = operation.operand(0);
    return reads.get(operand) > 1 || overwrittenFromWithin.contains(operand);
  }

  /** Tell whether any operation overwrites a value. */
  boolean isOverwritten(long id) {
    return overwritten.contains(id);
  }
}
