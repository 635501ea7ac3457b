package oar.runtime.arm.op.control;

import java.util.ArrayList;
import java.util.List;
import oar.api.model.LevelOfDetail;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Planning;

/**
 * One sequence of a level of a LoD: the rows that it covers, and how its parts and their parts are long.
 *
 * @param lengths of the sequence itself, then of its parts at each finer level
 * @param from first row
 * @param to behind the last row
 */
record SubLevels(List<long[]> lengths, long from, long to) {
  /** Return how many sequences a level has; rows where there is no such level. */
  static long count(Operand operand, int level) {
    LevelOfDetail lod = operand.levelOfDetail();
    return level < lod.depth() ? lod.level(level).length - 1 : operand.shape().dimension(0);
  }

  /** Return a sequence of a level, or a row where there is no such level. */
  static SubLevels of(LevelOfDetail levelOfDetail, int level, int number) {
    List<long[]> lengths = new ArrayList<>();
    int from = number;
    int to = number + 1;
    for (int depth = level; depth < levelOfDetail.depth(); depth++) {
      long[] offsets = levelOfDetail.level(depth);
      long[] parts = new long[to - from];
      for (int i = from; i < to; i++) {
        parts[i - from] = offsets[i + 1] - offsets[i];
      }
      lengths.add(parts);
      from = Math.toIntExact(offsets[from]);
      to = Math.toIntExact(offsets[to]);
    }
    return new SubLevels(lengths, from, to);
  }

  /** Return the LoD of sequences one behind the other; none if there is no sequence. */
  static LevelOfDetail join(Planning planning, List<SubLevels> sequences) {
    int depth = sequences.isEmpty() ? 0 : sequences.getFirst().lengths.size();
    long[][] levels = new long[depth][];
    for (int level = 0; level < depth; level++) {
      List<long[]> parts = new ArrayList<>();
      for (SubLevels sequence : sequences) {
        planning.require(sequence.lengths.size() == depth, "what is joined must have LoDs of one depth");
        parts.add(sequence.lengths.get(level));
      }
      levels[level] = offsets(parts);
    }
    return LevelOfDetail.of(levels);
  }

  private static long[] offsets(List<long[]> lengths) {
    long[] offsets = new long[1 + lengths.stream().mapToInt(parts -> parts.length).sum()];
    int at = 0;
    for (long[] parts : lengths) {
      for (long length : parts) {
        offsets[at + 1] = offsets[at] + length;
        at++;
      }
    }
    return offsets;
  }
}
