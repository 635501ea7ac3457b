package oar.runtime.arm.op.recurrent;

import java.util.List;
import java.util.Optional;
import oar.api.model.DataType;
import oar.api.model.Shape;
import oar.runtime.arm.kernel.recurrent.Course;
import oar.runtime.arm.kernel.recurrent.Recurrence;
import oar.runtime.arm.kernel.recurrent.Recurrence.Place;
import oar.runtime.arm.kernel.recurrent.RecurrentCell;
import oar.runtime.arm.kernel.recurrent.Slots;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Planning;
import oar.runtime.arm.plan.Workspace;

/**
 * A state of an operator that has a row for each step of its sequences.
 *
 * @param now a row for each sequence
 * @param initial before the first step, a row for each sequence; 0 if absent
 * @param steps takes the state behind each step
 */
record SequenceState(Operand now, Optional<Operand> initial, Operand steps) {
  /** Plan a state of so many sequences. */
  static SequenceState plan(Planning planning, Optional<Input> initial, Operand steps, int sequences) {
    Shape shape = Shape.of(sequences, steps.shape().dimension(1));
    Optional<Operand> first = planning.get(initial);
    first.ifPresent(state -> planning.require(state.type() == steps.type() && state.shape().equals(shape),
        "initial state " + state + " must be " + steps.type() + " " + shape));
    return new SequenceState(planning.scratch(steps.type(), shape), first, steps);
  }

  /** Return a matrix as cells take it. */
  static Slots slots(Operand matrix) {
    return new Slots(matrix.segment(), matrix.shape().dimension(1), matrix.type() == DataType.FLOAT64);
  }

  /** Take all sequences through a cell. */
  static void run(Course course, RecurrentCell cell, List<SequenceState> states, Workspace workspace) {
    Recurrence recurrence = new Recurrence(course, cell, states.stream().map(SequenceState::toState).toList());
    workspace.parallel(recurrence.groups(), 1, recurrence::run);
  }

  private Recurrence.State toState() {
    return new Recurrence.State(slots(now), initial.map(SequenceState::place), Optional.of(place(steps)),
        Optional.empty());
  }

  private static Place place(Operand matrix) {
    return new Place(matrix.segment(), 0, matrix.shape().dimension(1) * matrix.type().byteSize());
  }
}
