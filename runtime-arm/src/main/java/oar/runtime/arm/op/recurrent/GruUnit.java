package oar.runtime.arm.op.recurrent;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import oar.api.model.Shape;
import oar.runtime.arm.kernel.recurrent.Course;
import oar.runtime.arm.kernel.recurrent.ResetGruCell;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/**
 * {@code gru_unit}: one step of a {@link ResetGruCell} for each row of {@code Input} [batch, 3 * hidden] and {@code HiddenPrev}
 * [batch, hidden]. {@code Gate} [batch, 3 * hidden] is what the gates came to, {@code ResetHiddenPrev} what the reset left of
 * {@code HiddenPrev}.
 */
public final class GruUnit implements Operation {
  private final Input input;
  private final Input previous;
  private final GruWeights weights;
  private final Optional<Input> bias;
  private final Output gate;
  private final Output resetPrevious;
  private final Output hidden;

  /** Read an operator. */
  public GruUnit(OperatorReader reader) {
    input = reader.input("Input");
    previous = reader.input("HiddenPrev");
    weights = GruWeights.of(reader, new ResetGruCell.Form(ActivationNames.numbered(reader, "gate_activation", 1),
        ActivationNames.numbered(reader, "activation", 2),
        reader.operator().booleanAttribute("origin_mode", false)));
    bias = reader.optionalInput("Bias");
    gate = reader.output("Gate");
    resetPrevious = reader.output("ResetHiddenPrev");
    hidden = reader.output("Hidden");
  }

  @Override
  public Computation plan(Planning planning) {
    GateInput gateInput = GateInput.of(planning, input, bias);
    Operand rows = gateInput.rows();
    long batch = rows.shape().dimension(0);
    planning.require(batch <= Integer.MAX_VALUE, "input " + rows + " must have at most " + Integer.MAX_VALUE + " rows");
    GruWeights.Planned planned = weights.plan(planning, gateInput, (int) batch);
    gateInput.require(planning, GruWeights.GATES * planned.hidden(), 0);
    Shape shape = Shape.of(batch, planned.hidden());
    Operand gates = planning.put(gate, rows.type(), rows.shape());
    Operand reset = planning.put(resetPrevious, rows.type(), shape);
    SequenceState state = SequenceState.plan(planning, Optional.of(previous), planning.put(hidden, rows.type(), shape),
        (int) batch);
    int[] ones = new int[(int) batch];
    Arrays.fill(ones, 1);
    Course course = Courses.ofSteps(ones, false);
    return workspace -> {
      SequenceState.run(course, planned.cell(course, gateInput, state.now()), List.of(state), workspace);
      reset.segment().copyFrom(planned.resetStates().segment());
      interleave(planned.gateSums(), planned.candidateSums(), gates);
    };
  }

  /** Put each row of two matrices side by side. */
  private static void interleave(Operand left, Operand right, Operand target) {
    long leftSize = left.shape().dimension(1) * left.type().byteSize();
    long rightSize = right.shape().dimension(1) * right.type().byteSize();
    for (long row = 0; row < target.shape().dimension(0); row++) {
      long place = row * (leftSize + rightSize);
      MemorySegment.copy(left.segment(), row * leftSize, target.segment(), place, leftSize);
      MemorySegment.copy(right.segment(), row * rightSize, target.segment(), place + leftSize, rightSize);
    }
  }
}
