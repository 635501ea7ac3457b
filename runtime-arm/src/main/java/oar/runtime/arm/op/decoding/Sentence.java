package oar.runtime.arm.op.decoding;

import java.util.ArrayList;
import java.util.List;
import oar.runtime.arm.op.Elements;

/** Tokens and their scores, gathered from the last one to the first. */
final class Sentence {
  private final List<Long> tokens = new ArrayList<>();
  private final List<Double> scores = new ArrayList<>();

  void addBefore(long token, double score) {
    tokens.add(token);
    scores.add(score);
  }

  boolean isEmpty() {
    return tokens.isEmpty();
  }

  int length() {
    return tokens.size();
  }

  /** Return the score of the last token, which counts all before it. */
  double score() {
    return scores.getFirst();
  }

  /** Write tokens and scores, first to last, from a place on. */
  void store(Elements tokenElements, Elements scoreElements, long place) {
    for (int i = 0; i < length(); i++) {
      tokenElements.set(place + i, (long) tokens.get(length() - 1 - i));
      scoreElements.set(place + i, (double) scores.get(length() - 1 - i));
    }
  }
}
