package oar.runtime.arm.op.recurrent;

import java.util.List;
import java.util.Optional;
import oar.api.OperatorCost.Arithmetic;
import oar.api.model.Operator;
import oar.api.model.Shape;
import oar.runtime.arm.kernel.recurrent.CellActivation;
import oar.runtime.arm.kernel.recurrent.Course;
import oar.runtime.arm.kernel.recurrent.Gates;
import oar.runtime.arm.kernel.recurrent.LstmCell;
import oar.runtime.arm.kernel.recurrent.StateProduct;
import oar.runtime.arm.kernel.recurrent.StateWeights;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.sequence.Sequences;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/**
 * {@code lstm}: an {@link LstmCell} over the sequences of {@code Input} [rows, 4 * hidden], which is multiplied by the input
 * weights already; gates in the order candidate, input, forget, output. {@code Weight} is [hidden, 4 * hidden], {@code Bias}
 * [1, 4 * hidden], or [1, 7 * hidden] with the peepholes of input, forget and output behind. With {@code is_reverse} each
 * sequence is gone through backwards. {@code Hidden} and {@code Cell} [rows, hidden] have the input's LoD, of one level.
 * {@code BatchGate} and {@code BatchCellPreAct}, which only training reads, get no value.
 */
public final class Lstm implements Operation {
  private static final int GATES = 4;
  private static final int PEEPHOLES = 3;

  private final Input input;
  private final StateMatrix weight;
  private final Optional<Input> bias;
  private final Optional<Input> initialHidden;
  private final Optional<Input> initialCell;
  private final Output hidden;
  private final Output cell;
  private final LstmCell.Form form;
  private final boolean hasPeepholes;
  private final boolean isReverse;

  /** Read an operator. */
  public Lstm(OperatorReader reader) {
    Operator operator = reader.operator();
    input = reader.input("Input");
    weight = StateMatrix.of(reader, reader.input("Weight"), Lstm::matrix);
    bias = reader.optionalInput("Bias");
    initialHidden = reader.optionalInput("H0");
    initialCell = reader.optionalInput("C0");
    hidden = reader.output("Hidden");
    cell = reader.output("Cell");
    hasPeepholes = operator.booleanAttribute("use_peepholes", true);
    isReverse = operator.booleanAttribute("is_reverse", false);
    CellActivation gate = ActivationNames.named(reader, "gate_activation", "sigmoid");
    CellActivation output = ActivationNames.named(reader, "cell_activation", "tanh");
    CellActivation candidate = ActivationNames.named(reader, "candidate_activation", "tanh");
    form = new LstmCell.Form(0, 1, 2, 3, new LstmCell.Functions(gate, output, candidate));
    if (hasPeepholes && bias.isEmpty()) {
      throw reader.refuse("use_peepholes is set, but there is no Bias, which holds the peepholes");
    }
    if (initialHidden.isPresent() != initialCell.isPresent()) {
      throw reader.refuse("there must be both H0 and C0, or neither");
    }
  }

  private static Optional<StateMatrix.View> matrix(Shape shape) {
    return shape.rank() == 2 && shape.dimension(1) == GATES * shape.dimension(0)
        ? Optional.of(new StateMatrix.View(shape.dimension(0), shape.dimension(1), 0, false))
        : Optional.empty();
  }

  @Override
  public Computation plan(Planning planning) {
    GateInput gateInput = GateInput.of(planning, input, bias);
    Operand rows = gateInput.rows();
    long columns = rows.shape().dimension(1);
    GateBias gateBias = gateInput.biasRow(0, columns);
    Sequences sequences = Sequences.single(planning, rows);
    StateWeights weights = weight.plan(planning, gateBias, sequences.count());
    long units = weights.rows();
    gateInput.require(planning, GATES * units, hasPeepholes ? PEEPHOLES * units : 0);
    GateBias peepholes = gateInput.biasRow(columns, PEEPHOLES * units);
    planning.addsProducts(sequences.rows() * units * GATES * units, Arithmetic.FLOAT);
    Course course = Courses.of(planning, sequences, isReverse);
    Shape shape = Shape.of(sequences.rows(), units);
    SequenceState hiddens = SequenceState.plan(planning, initialHidden,
        planning.put(hidden, rows.type(), shape, rows.levelOfDetail()), sequences.count());
    SequenceState cells = SequenceState.plan(planning, initialCell,
        planning.put(cell, rows.type(), shape, rows.levelOfDetail()), sequences.count());
    Operand sums = planning.scratch(rows.type(), Shape.of(sequences.count(), columns));
    return workspace -> {
      gateBias.fill();
      if (hasPeepholes) {
        peepholes.fill();
      }
      Gates gates = gateInput.gates(course, units);
      StateProduct product = new StateProduct(SequenceState.slots(hiddens.now()), weights, SequenceState.slots(sums),
          new StateProduct.GateInputs(gates, 0, columns));
      LstmCell lstm = new LstmCell(gates, form, product, SequenceState.slots(cells.now()),
          hasPeepholes ? Optional.of(peepholes.row()) : Optional.empty(), planning.machine());
      SequenceState.run(course, lstm, List.of(hiddens, cells), workspace);
    };
  }
}
