package oar.runtime.arm.op.recurrent;

import java.util.Optional;
import oar.api.model.DataType;
import oar.api.model.Shape;
import oar.runtime.arm.kernel.Matrix;
import oar.runtime.arm.kernel.recurrent.Course;
import oar.runtime.arm.kernel.recurrent.ResetGruCell;
import oar.runtime.arm.kernel.recurrent.StateProduct;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Planning;

/**
 * The recurrent weights [hidden, 3 * hidden] of a {@link ResetGruCell}. In spite of that shape they are two matrices, one behind
 * the other: [hidden, 2 * hidden] of the gates and [hidden, hidden] of the candidate.
 */
final class GruWeights {
  static final int GATES = 3;

  private final StateMatrix gates;
  private final StateMatrix candidate;
  private final ResetGruCell.Form form;

  private GruWeights(StateMatrix gates, StateMatrix candidate, ResetGruCell.Form form) {
    this.gates = gates;
    this.candidate = candidate;
    this.form = form;
  }

  /** Read {@code Weight}. */
  static GruWeights of(OperatorReader reader, ResetGruCell.Form form) {
    Input weight = reader.input("Weight");
    return new GruWeights(StateMatrix.of(reader, weight, GruWeights::gates),
        StateMatrix.of(reader, weight, GruWeights::candidate), form);
  }

  private static Optional<StateMatrix.View> gates(Shape shape) {
    return Optional.of(shape).filter(GruWeights::fits)
        .map(found -> new StateMatrix.View(found.dimension(0), 2 * found.dimension(0), 0, false));
  }

  private static Optional<StateMatrix.View> candidate(Shape shape) {
    return Optional.of(shape).filter(GruWeights::fits).map(found -> new StateMatrix.View(found.dimension(0),
        found.dimension(0), 2 * found.dimension(0) * found.dimension(0), false));
  }

  private static boolean fits(Shape shape) {
    return shape.rank() == 2 && shape.dimension(1) == GATES * shape.dimension(0);
  }

  /**
   * Weights and the memory of what is computed with them, a row for each sequence.
   *
   * @param gateProducts what u and r come to
   * @param resetStates the states as c sees them
   * @param candidateProducts what c comes to
   */
  record Planned(ResetGruCell.Form form, Matrix gates, Matrix candidate, Operand gateProducts, Operand resetStates,
      Operand candidateProducts) {
    /** Return the units of a state. */
    long hidden() {
      return candidate.rows();
    }

    /** Return the cell when a computation runs. */
    ResetGruCell cell(Course course, GateInput input, Operand states) {
      return new ResetGruCell(input.gates(course, hidden()), form,
          new StateProduct(SequenceState.slots(states), gates, SequenceState.slots(gateProducts)),
          new StateProduct(SequenceState.slots(resetStates), candidate, SequenceState.slots(candidateProducts)));
    }
  }

  /** Plan a cell of so many sequences. */
  Planned plan(Planning planning, DataType type, long sequences) {
    Matrix ofGates = gates.plan(planning, type);
    Matrix ofCandidate = candidate.plan(planning, type);
    long hidden = ofCandidate.rows();
    return new Planned(form, ofGates, ofCandidate, planning.scratch(type, Shape.of(sequences, 2 * hidden)),
        planning.scratch(type, Shape.of(sequences, hidden)), planning.scratch(type, Shape.of(sequences, hidden)));
  }
}
