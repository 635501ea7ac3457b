package oar.runtime.arm.op.decoding;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import oar.api.model.DataType;
import oar.api.model.LevelOfDetail;
import oar.api.model.Shape;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.Elements;
import oar.runtime.arm.op.sequence.Sequences;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.DynamicOutput;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/**
 * {@code beam_search}: of all candidates that continue the prefixes of a source, a {@link Beam} of the best. The rows of
 * {@code scores} are prefixes, which its LoD groups by source at {@code level}; its columns are candidates, whose tokens are in
 * {@code ids}, or are their columns. A prefix that ends in {@code end_id} has itself as its only candidate. Without
 * {@code is_accumulated} the scores are probabilities, and their logarithms are added to {@code pre_scores}. The LoD of the
 * outputs groups prefixes by source and candidates by prefix; a source of which every prefix had ended before has none.
 */
public final class BeamSearch implements Operation {
  private final Input previousIds;
  private final Input previousScores;
  private final Optional<Input> ids;
  private final Input scores;
  private final List<Output> outputs;
  private final int level;
  private final int beamSize;
  private final long endId;
  private final boolean isAccumulated;

  /** Read an operator. */
  public BeamSearch(OperatorReader reader) {
    previousIds = reader.input("pre_ids");
    previousScores = reader.input("pre_scores");
    ids = reader.optionalInput("ids");
    scores = reader.input("scores");
    outputs = List.of(reader.output("selected_ids"), reader.output("selected_scores"), reader.output("parent_idx"));
    level = reader.operator().intAttribute("level", 0);
    beamSize = reader.operator().intAttribute("beam_size", 0);
    endId = reader.operator().intAttribute("end_id", 0);
    isAccumulated = reader.operator().booleanAttribute("is_accumulated", true);
    if (beamSize <= 0) {
      throw reader.refuse("beam_size is " + beamSize + "; it must be 1 or more");
    }
  }

  private record Candidates(Operand previousIds, Operand previousScores, Optional<Operand> ids, Operand scores,
      long width) {}

  @Override
  public Computation plan(Planning planning) {
    Operand candidateScores = planning.get(scores);
    Sequences sources = Sequences.atLevel(planning, candidateScores, level);
    long width = candidateScores.shape().elementCount(1, candidateScores.shape().rank());
    Optional<Operand> tokens = planning.get(ids);
    tokens.ifPresent(operand -> require(planning, operand, DataType.INT64, candidateScores.elementCount()));
    Candidates candidates = new Candidates(planning.get(previousIds), planning.get(previousScores), tokens,
        candidateScores, width);
    require(planning, candidateScores, DataType.FLOAT32, candidateScores.elementCount());
    require(planning, candidates.previousIds, DataType.INT64, sources.rows());
    require(planning, candidates.previousScores, DataType.FLOAT32, sources.rows());
    List<DynamicOutput> results = outputs.stream().map(planning::putDynamic).toList();
    return workspace -> store(sources, select(sources, candidates), results);
  }

  private static void require(Planning planning, Operand operand, DataType type, long count) {
    planning.require(operand.type() == type && operand.elementCount() == count,
        "input " + operand + " must have " + count + " elements of " + type);
  }

  /** Return the chosen candidates of each prefix. */
  private List<List<Beam.Candidate>> select(Sequences sources, Candidates candidates) {
    List<List<Beam.Candidate>> chosen = new ArrayList<>();
    Elements ends = Elements.of(candidates.previousIds);
    for (int source = 0; source < sources.count(); source++) {
      Beam beam = new Beam(beamSize);
      for (long prefix = sources.start(source); prefix < sources.end(source); prefix++) {
        offer(candidates, prefix, beam);
      }
      boolean isFinished = beam.best().stream()
          .allMatch(candidate -> candidate.token() == endId && ends.getLong(candidate.prefix()) == endId);
      for (long prefix = sources.start(source); prefix < sources.end(source); prefix++) {
        chosen.add(isFinished ? List.of() : beam.bestOf(prefix));
      }
    }
    return chosen;
  }

  private void offer(Candidates candidates, long prefix, Beam beam) {
    float before = (float) Elements.of(candidates.previousScores).getDouble(prefix);
    if (Elements.of(candidates.previousIds).getLong(prefix) == endId) {
      beam.offer(new Beam.Candidate(prefix, endId, before));
      return;
    }
    Elements all = Elements.of(candidates.scores);
    for (long column = 0; column < candidates.width; column++) {
      long index = prefix * candidates.width + column;
      float score = (float) all.getDouble(index);
      long token = candidates.ids.isPresent() ? Elements.of(candidates.ids.get()).getLong(index) : column;
      beam.offer(new Beam.Candidate(prefix, token, isAccumulated ? score : before + (float) Math.log(score)));
    }
  }

  private static void store(Sequences sources, List<List<Beam.Candidate>> chosen, List<DynamicOutput> outputs) {
    List<Beam.Candidate> all = chosen.stream().flatMap(List::stream).toList();
    Sequences byPrefix = Sequences.ofLengths(chosen.stream().mapToLong(List::size).toArray());
    LevelOfDetail levelOfDetail = LevelOfDetail.of(sources.offsets(), byPrefix.offsets());
    Shape column = Shape.of(all.size(), 1);
    Elements ids = Elements.of(DataType.INT64, outputs.get(0).allocate(DataType.INT64, column, levelOfDetail));
    Elements scores = Elements.of(DataType.FLOAT32, outputs.get(1).allocate(DataType.FLOAT32, column, levelOfDetail));
    Elements parents = Elements.of(DataType.INT32, outputs.get(2).allocate(DataType.INT32, Shape.of(all.size())));
    for (int i = 0; i < all.size(); i++) {
      ids.set(i, all.get(i).token());
      scores.set(i, (double) all.get(i).score());
      parents.set(i, all.get(i).prefix());
    }
  }
}
