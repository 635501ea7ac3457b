package oar.runtime.arm.op.decoding;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import oar.api.model.DataType;
import oar.api.model.LevelOfDetail;
import oar.api.model.LodTensor;
import oar.api.model.Shape;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.Elements;
import oar.runtime.arm.op.sequence.Sequences;
import oar.runtime.arm.plan.ArrayOperand;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.DynamicOutput;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/**
 * {@code beam_search_decode}: the sentences that the steps of {@code beam_search}, gathered in arrays, have found, each traced
 * back by {@link Backtrace} from its last token. {@code SentenceIds} int64 and {@code SentenceScores} have rank 1; their LoD
 * groups sentences by source, best first, and tokens by sentence.
 */
public final class BeamSearchDecode implements Operation {
  private final Input ids;
  private final Input scores;
  private final Output sentenceIds;
  private final Output sentenceScores;
  private final int beamSize;
  private final long endId;

  /** Read an operator. */
  public BeamSearchDecode(OperatorReader reader) {
    ids = reader.input("Ids");
    scores = reader.input("Scores");
    sentenceIds = reader.output("SentenceIds");
    sentenceScores = reader.output("SentenceScores");
    beamSize = reader.operator().intAttribute("beam_size", 0);
    endId = reader.operator().intAttribute("end_id", 0);
    if (beamSize <= 0) {
      throw reader.refuse("beam_size is " + beamSize + "; it must be 1 or more");
    }
  }

  @Override
  public Computation plan(Planning planning) {
    ArrayOperand tokenSteps = ArrayOperand.of(planning, ids);
    ArrayOperand scoreSteps = ArrayOperand.of(planning, scores);
    DynamicOutput tokens = planning.putDynamic(sentenceIds);
    DynamicOutput sums = planning.putDynamic(sentenceScores);
    return workspace -> {
      List<BeamStep> steps = BeamStep.of(planning, tokenSteps, scoreSteps);
      List<List<Sentence>> sentences = new ArrayList<>();
      for (int source = 0; source < steps.getFirst().sources(); source++) {
        List<Sentence> found = new Backtrace(planning, steps, endId, beamSize).trace(source);
        found.sort(Comparator.comparingDouble(Sentence::score).reversed());
        sentences.add(found);
      }
      store(sentences, scoreSteps.elements().getFirst(), tokens, sums);
    };
  }

  private static void store(List<List<Sentence>> bySource, LodTensor likeScores, DynamicOutput tokens,
      DynamicOutput sums) {
    List<Sentence> all = bySource.stream().flatMap(List::stream).toList();
    Sequences sentences = Sequences.ofLengths(bySource.stream().mapToLong(List::size).toArray());
    Sequences words = Sequences.ofLengths(all.stream().mapToLong(Sentence::length).toArray());
    LevelOfDetail levelOfDetail = LevelOfDetail.of(sentences.offsets(), words.offsets());
    Shape shape = Shape.of(words.rows());
    DataType scoreType = likeScores.tensor().type();
    Elements tokenElements = Elements.of(DataType.INT64, tokens.allocate(DataType.INT64, shape, levelOfDetail));
    Elements scoreElements = Elements.of(scoreType, sums.allocate(scoreType, shape, levelOfDetail));
    long at = 0;
    for (Sentence sentence : all) {
      sentence.store(tokenElements, scoreElements, at);
      at += sentence.length();
    }
  }
}
