package oar.runtime.arm.op.decoding;

import java.util.ArrayList;
import java.util.List;
import oar.runtime.arm.plan.Planning;

/**
 * Traces sentences back through the steps of a beam search. They begin at the last step that has candidates of a source; from
 * a candidate the way leads to its prefix, which is a candidate of the step before. Of the end tokens at the end of a sentence
 * one is kept.
 */
final class Backtrace {
  private final Planning planning;
  private final List<BeamStep> steps;
  private final long endId;
  private final int beamSize;

  Backtrace(Planning planning, List<BeamStep> steps, long endId, int beamSize) {
    this.planning = planning;
    this.steps = steps;
    this.endId = endId;
    this.beamSize = beamSize;
  }

  /** Return the sentences of a source, in the order of their last candidates. */
  List<Sentence> trace(int source) {
    int last = steps.size() - 1;
    while (last > 0 && steps.get(last).firstCandidate(source) == steps.get(last).endCandidate(source)) {
      last--;
    }
    BeamStep end = steps.get(last);
    planning.require(end.endCandidate(source) - end.firstCandidate(source) <= beamSize, "source " + source + " has "
        + (end.endCandidate(source) - end.firstCandidate(source)) + " candidates in step " + last
        + "; beam_size " + beamSize + " is the most");
    List<Sentence> sentences = new ArrayList<>();
    for (long candidate = end.firstCandidate(source); candidate < end.endCandidate(source); candidate++) {
      sentences.add(trace(source, last, candidate));
    }
    return sentences;
  }

  private Sentence trace(int source, int last, long lastCandidate) {
    Sentence sentence = new Sentence();
    long candidate = lastCandidate;
    for (int i = last; i >= 0; i--) {
      BeamStep step = steps.get(i);
      planning.require(step.firstCandidate(source) <= candidate && candidate < step.endCandidate(source),
          "a sentence of source " + source + " leads to candidate " + candidate + " of step " + i
              + ", which has those from "
              + step.firstCandidate(source) + " to " + (step.endCandidate(source) - 1));
      if (step.token(candidate) != endId || sentence.isEmpty()) {
        sentence.addBefore(step.token(candidate), step.score(candidate));
      }
      long prefix = step.firstPrefix(source);
      while (step.endOfPrefix(prefix) <= candidate) {
        prefix++;
      }
      candidate = prefix;
    }
    return sentence;
  }
}
