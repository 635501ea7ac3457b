package oar.benchmarks.models;

import java.util.SequencedMap;

/**
 * What became of one model.
 *
 * @param model its name
 * @param timings contender to timing: {@value #RIVAL}, and the names of Oar's precisions
 * @param errors how far Oar's outputs are from the rival's
 */
record ModelResult(String model, SequencedMap<String, Timing> timings, SequencedMap<Precision, Agreement> errors) {
  static final String RIVAL = "ONNX Runtime";

  Timing rival() {
    return timings.get(RIVAL);
  }

  Timing oar(Precision precision) {
    return timings.get(precision.name());
  }

  /** Return how many times faster than the rival Oar is, by the fastest predictions of both. */
  double ratio(Precision precision) {
    return rival().min() / oar(precision).min();
  }
}
