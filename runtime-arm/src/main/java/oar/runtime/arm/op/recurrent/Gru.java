package oar.runtime.arm.op.recurrent;

import java.util.List;
import java.util.Optional;
import oar.api.OperatorCost.Arithmetic;
import oar.api.model.Shape;
import oar.runtime.arm.kernel.recurrent.Course;
import oar.runtime.arm.kernel.recurrent.ResetGruCell;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.sequence.Sequences;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/**
 * {@code gru}: a {@link ResetGruCell} over the sequences of {@code Input} [rows, 3 * hidden], which is multiplied by the input
 * weights already. With {@code is_reverse} each sequence is gone through backwards. {@code Hidden} [rows, hidden] has the input's
 * LoD, of one level. {@code BatchGate}, {@code BatchResetHiddenPrev} and {@code BatchHidden}, which only training reads, get no
 * value.
 */
public final class Gru implements Operation {
  private final Input input;
  private final GruWeights weights;
  private final Optional<Input> bias;
  private final Optional<Input> initial;
  private final Output hidden;
  private final boolean isReverse;

  /** Read an operator. */
  public Gru(OperatorReader reader) {
    input = reader.input("Input");
    weights = GruWeights.of(reader, new ResetGruCell.Form(ActivationNames.named(reader, "gate_activation", "sigmoid"),
        ActivationNames.named(reader, "activation", "tanh"),
        reader.operator().booleanAttribute("origin_mode", false)));
    bias = reader.optionalInput("Bias");
    initial = reader.optionalInput("H0");
    hidden = reader.output("Hidden");
    isReverse = reader.operator().booleanAttribute("is_reverse", false);
  }

  @Override
  public Computation plan(Planning planning) {
    GateInput gateInput = GateInput.of(planning, input, bias);
    Operand rows = gateInput.rows();
    Sequences sequences = Sequences.single(planning, rows);
    GruWeights.Planned planned = weights.plan(planning, gateInput, sequences.count());
    gateInput.require(planning, GruWeights.GATES * planned.hidden(), 0);
    planning.addsProducts(sequences.rows() * planned.hidden() * GruWeights.GATES * planned.hidden(), Arithmetic.FLOAT);
    Course course = Courses.of(planning, sequences, isReverse);
    Operand output = planning.put(hidden, rows.type(), Shape.of(sequences.rows(), planned.hidden()),
        rows.levelOfDetail());
    SequenceState state = SequenceState.plan(planning, initial, output, sequences.count());
    return workspace -> SequenceState.run(course, planned.cell(course, gateInput, state.now()), List.of(state),
        workspace);
  }
}
