package oar.api;

import java.util.Map;
import java.util.SequencedMap;
import oar.api.error.InvalidInputException;
import oar.api.error.InvalidProgramException;
import oar.api.model.Value;

/** Runs a compiled model. One thread at a time may use a predictor; each thread takes its own from the model. */
public interface Predictor extends AutoCloseable {
  /**
   * Run the model once. A run with inputs of the types and shapes of the one before may give the same map again, with the
   * elements changed.
   *
   * @param inputs name to value, one for each input of the model
   * @return name to value, in order of the model's outputs; unmodifiable, and valid until the next run or close
   * @throws InvalidInputException if an input is missing, unknown, or of a type or shape that the model cannot take
   * @throws InvalidProgramException if the program breaks a rule of one of its operators
   */
  SequencedMap<String, Value> run(Map<String, ? extends Value> inputs);

  /** Give the predictor's memory back. */
  @Override
  void close();
}
