package oar.runtime.arm.op.attention;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import oar.runtime.arm.plan.Operand;

/**
 * What attention is computed of, and where it goes.
 *
 * @param queries rows of queries
 * @param keys rows of keys
 * @param values rows of values
 * @param mask what is added to scores
 * @param output takes rows of results
 */
record AttentionSources(HeadRows queries, HeadRows keys, HeadRows values, Optional<HeadMask> mask, HeadRows output) {
  /** Return all operands. */
  List<Operand> operands() {
    return Stream.concat(Stream.of(queries, keys, values, output).map(HeadRows::operand),
        mask.map(HeadMask::operand).stream()).toList();
  }
}
