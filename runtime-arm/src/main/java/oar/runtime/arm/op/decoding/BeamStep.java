package oar.runtime.arm.op.decoding;

import java.util.ArrayList;
import java.util.List;
import oar.api.model.DataType;
import oar.api.model.LevelOfDetail;
import oar.api.model.LodTensor;
import oar.api.model.Tensor;
import oar.runtime.arm.plan.ArrayOperand;
import oar.runtime.arm.plan.Planning;

/** What one step of a beam search has chosen: candidates, which belong to prefixes, which belong to sources. */
final class BeamStep {
  private final Tensor tokens;
  private final Tensor scores;
  private final long[] sources;
  private final long[] prefixes;

  private BeamStep(Tensor tokens, Tensor scores, LevelOfDetail levelOfDetail) {
    this.tokens = tokens;
    this.scores = scores;
    this.sources = levelOfDetail.level(0);
    this.prefixes = levelOfDetail.level(1);
  }

  /**
   * Return the steps that two arrays hold, of which there must be one.
   *
   * @throws oar.api.error.InvalidProgramException if they do not fit each other
   */
  static List<BeamStep> of(Planning planning, ArrayOperand tokens, ArrayOperand scores) {
    int count = tokens.elements().size();
    planning.require(count > 0 && scores.elements().size() == count, "arrays " + tokens.variable() + " and "
        + scores.variable() + " have " + count + " and " + scores.elements().size()
        + " elements; they must have as many, one or more");
    List<BeamStep> steps = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      steps.add(of(planning, i, tokens.elements().get(i), scores.elements().get(i)));
      planning.require(steps.get(i).sources() == steps.getFirst().sources(), "step " + i + " of "
          + tokens.variable() + " has " + steps.get(i).sources() + " sources and step 0 "
          + steps.getFirst().sources() + "; they must have as many");
    }
    return steps;
  }

  private static BeamStep of(Planning planning, int number, LodTensor tokens, LodTensor scores) {
    Tensor ids = tokens.tensor();
    DataType scoreType = scores.tensor().type();
    planning.require(ids.type() == DataType.INT64 && scoreType.isFloatingPoint()
        && ids.elementCount() == scores.tensor().elementCount(),
        "step " + number + " has tokens " + ids
            + " and scores " + scores.tensor() + "; they must be int64 and real numbers, as many of each");
    LevelOfDetail levelOfDetail = tokens.levelOfDetail();
    planning.require(levelOfDetail.depth() == 2 && levelOfDetail.rows() == ids.elementCount(), "the tokens of step "
        + number + " are " + ids + " with LoD " + levelOfDetail + "; it must have two levels and cover them");
    return new BeamStep(ids, scores.tensor(), levelOfDetail);
  }

  int sources() {
    return sources.length - 1;
  }

  long firstPrefix(int source) {
    return sources[source];
  }

  /** Return the first candidate of a source. */
  long firstCandidate(int source) {
    return prefixes[(int) sources[source]];
  }

  /** Return the candidate behind the last one of a source. */
  long endCandidate(int source) {
    return prefixes[(int) sources[source + 1]];
  }

  /** Return the candidate behind the last one of a prefix. */
  long endOfPrefix(long prefix) {
    return prefixes[(int) prefix + 1];
  }

  long token(long candidate) {
    return tokens.longAt(candidate);
  }

  double score(long candidate) {
    return scores.doubleAt(candidate);
  }
}
