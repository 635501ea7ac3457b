package oar.runtime.arm.op.decoding;

import java.util.ArrayList;
import java.util.List;

/**
 * The best of the candidates that are offered, in order. Of equal scores the one with the later prefix is better; of the same
 * prefix too, the one offered first, except that a full beam gives its last place to a newcomer that is not worse.
 */
final class Beam {
  private final int size;
  private final List<Candidate> best = new ArrayList<>();

  /**
   * One way to continue a prefix.
   *
   * @param prefix which
   * @param token what it is continued with
   * @param score the larger, the better
   */
  record Candidate(long prefix, long token, float score) {
    private boolean isWorseThan(Candidate other) {
      return score < other.score || score == other.score && prefix < other.prefix;
    }
  }

  /** Make a beam of a size, 1 or more. */
  Beam(int size) {
    this.size = size;
  }

  void offer(Candidate candidate) {
    if (best.size() == size) {
      if (candidate.isWorseThan(best.getLast())) {
        return;
      }
      best.removeLast();
    }
    int place = best.size();
    while (place > 0 && best.get(place - 1).isWorseThan(candidate)) {
      place--;
    }
    best.add(place, candidate);
  }

  /** Return the best candidates, best first. */
  List<Candidate> best() {
    return best;
  }

  /** Return those of the best candidates that continue a prefix, best first. */
  List<Candidate> bestOf(long prefix) {
    return best.stream().filter(candidate -> candidate.prefix == prefix).toList();
  }
}
