package oar.runtime.arm.op.recurrent;

import java.util.Arrays;
import oar.runtime.arm.lowering.OperatorReader;

/** The cells of {@code rnn}. */
enum RnnMode {
  LSTM(4, 2),
  GRU(3, 1),
  RNN_TANH(1, 1),
  RNN_RELU(1, 1);

  private final int gates;
  private final int states;

  RnnMode(int gates, int states) {
    this.gates = gates;
    this.states = states;
  }

  static RnnMode of(OperatorReader reader) {
    String name = reader.operator().textAttribute("mode", "");
    return Arrays.stream(values()).filter(mode -> mode.name().equals(name)).findFirst().orElseThrow(
        () -> reader.refuse("mode is '" + name + "'; it must be one of " + Arrays.toString(values())));
  }

  /** Return how many gates a cell has. */
  int gates() {
    return gates;
  }

  /** Return how many states a cell carries. */
  int states() {
    return states;
  }
}
