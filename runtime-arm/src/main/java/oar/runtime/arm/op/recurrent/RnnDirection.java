package oar.runtime.arm.op.recurrent;

import java.lang.foreign.MemorySegment;
import java.util.Optional;
import oar.api.model.DataType;
import oar.api.model.Shape;
import oar.api.model.Tensor;
import oar.runtime.arm.kernel.recurrent.CellActivation;
import oar.runtime.arm.kernel.recurrent.Course;
import oar.runtime.arm.kernel.recurrent.Gates;
import oar.runtime.arm.kernel.recurrent.GruCell;
import oar.runtime.arm.kernel.recurrent.LstmCell;
import oar.runtime.arm.kernel.recurrent.RecurrentCell;
import oar.runtime.arm.kernel.recurrent.SimpleCell;
import oar.runtime.arm.kernel.recurrent.Slots;
import oar.runtime.arm.kernel.recurrent.StateProduct;
import oar.runtime.arm.kernel.recurrent.StateWeights;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.Elements;
import oar.runtime.arm.op.matrix.WeightProduct;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Planning;

/** One direction of one layer of {@code rnn}: its weights, and what becomes of an input. */
final class RnnDirection {
  /** Gates of GRU whose inputs and products are added. */
  private static final int GRU_SUMMED = 2;

  private final RnnMode mode;
  private final int hidden;
  private final LstmCell.Form lstm;
  private final WeightProduct inputWeights;
  private final StateMatrix stateWeights;
  private final Input inputBias;
  private final Input stateBias;

  /**
   * Memory that the layers of a direction use one after the other.
   *
   * @param inputs the input's products, a row for each step of each sequence
   * @param sums of the gates, a row for each sequence
   * @param hidden the hidden states, a row for each sequence
   * @param cells the memories of LSTM cells, a row for each sequence
   */
  record Buffers(Operand inputs, Operand sums, Operand hidden, Operand cells) {}

  RnnDirection(OperatorReader reader, RnnMode mode, int hidden, Weights weights) {
    this.mode = mode;
    this.hidden = hidden;
    lstm = lstm(reader.isInQuantizedProgram());
    inputWeights = WeightProduct.of(reader, weights.input, true);
    long columns = (long) mode.gates() * hidden;
    stateWeights = StateMatrix.of(reader, weights.state, shape -> shape.equals(Shape.of(columns, hidden))
        ? Optional.of(new StateMatrix.View(hidden, columns, 0, true))
        : Optional.empty());
    inputBias = weights.inputBias;
    stateBias = weights.stateBias;
  }

  private static LstmCell.Form lstm(boolean estimates) {
    CellActivation gate = estimates ? CellActivation.ESTIMATED_SIGMOID : CellActivation.SIGMOID;
    CellActivation other = estimates ? CellActivation.ESTIMATED_TANH : CellActivation.TANH;
    return new LstmCell.Form(2, 0, 1, 3, new LstmCell.Functions(gate, other, other));
  }

  /** The weights of a direction: [gates * hidden, input], [gates * hidden, hidden] and two of [gates * hidden]. */
  record Weights(Input input, Input state, Input inputBias, Input stateBias) {}

  /** Makes cells for courses when a computation runs. */
  @FunctionalInterface
  interface CellFactory {
    RecurrentCell create(Course course);
  }

  /** Plan the product of a layer's input, all steps at once. */
  Computation planInput(Planning planning, Operand input, Buffers buffers) {
    planning.require(inputWeights.shape(planning).dimension(1) == (long) mode.gates() * hidden,
        "the input weights of a layer are " + inputWeights.shape(planning) + " transposed; they must have "
            + mode.gates()
            + " * hidden_size rows");
    return inputWeights.plan(planning, input, buffers.inputs);
  }

  /** Plan what follows it. */
  CellFactory planCell(Planning planning, Buffers buffers) {
    DataType type = buffers.inputs.type();
    boolean areDoubles = type == DataType.FLOAT64;
    int columns = mode.gates() * hidden;
    StateWeights weights = stateWeights.plan(planning, bias(planning, type),
        Math.toIntExact(buffers.sums.shape().dimension(0)));
    Slots candidateBias = mode == RnnMode.GRU ? candidateBias(planning, type) : new Slots(MemorySegment.NULL, 0, false);
    return course -> {
      Gates gates = new Gates(course, hidden, new Slots(buffers.inputs.segment(), columns, areDoubles));
      int added = mode == RnnMode.GRU ? GRU_SUMMED * hidden : columns;
      StateProduct product = new StateProduct(new Slots(buffers.hidden.segment(), hidden, areDoubles), weights,
          new Slots(buffers.sums.segment(), columns, areDoubles), new StateProduct.GateInputs(gates, 0, added));
      return switch (mode) {
        case LSTM -> new LstmCell(gates, lstm, product, new Slots(buffers.cells.segment(), hidden, areDoubles),
            Optional.empty(), planning.machine());
        case GRU -> new GruCell(gates, product, candidateBias);
        case RNN_TANH -> new SimpleCell(gates, CellActivation.TANH, product);
        case RNN_RELU -> new SimpleCell(gates, CellActivation.RELU, product);
      };
    };
  }

  /** Return the sum of both biases; GRU multiplies the product of its last gate, which has the state's bias alone. */
  private GateBias bias(Planning planning, DataType type) {
    Elements ofInput = elements(planning, inputBias, type);
    Elements ofState = elements(planning, stateBias, type);
    int summed = mode == RnnMode.GRU ? GRU_SUMMED * hidden : mode.gates() * hidden;
    GateBias bias = GateBias.of(type, (long) mode.gates() * hidden);
    for (int i = 0; i < mode.gates() * hidden; i++) {
      double other = i < summed ? ofInput.getDouble(i) : 0;
      Elements.of(type, bias.memory()).set(i, ofState.getDouble(i) + other);
    }
    return bias;
  }

  private Slots candidateBias(Planning planning, DataType type) {
    Tensor bias = planning.content(inputBias);
    return new Slots(bias.data().asSlice((long) GRU_SUMMED * hidden * type.byteSize(), hidden * type.byteSize()),
        hidden, type == DataType.FLOAT64);
  }

  private Elements elements(Planning planning, Input bias, DataType type) {
    Tensor content = planning.content(bias);
    planning.require(content.type() == type && content.elementCount() == (long) mode.gates() * hidden, "bias "
        + planning.get(bias) + " must have " + mode.gates() + " * hidden_size elements of " + type);
    return Elements.of(content.type(), content.data());
  }
}
