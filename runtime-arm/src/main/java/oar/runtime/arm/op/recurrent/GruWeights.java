package oar.runtime.arm.op.recurrent;

import java.util.List;
import java.util.Optional;
import oar.api.model.DataType;
import oar.api.model.Shape;
import oar.runtime.arm.kernel.recurrent.Course;
import oar.runtime.arm.kernel.recurrent.Gates;
import oar.runtime.arm.kernel.recurrent.ResetGruCell;
import oar.runtime.arm.kernel.recurrent.StateProduct;
import oar.runtime.arm.kernel.recurrent.StateWeights;
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
   * @param gateSums what u and r come to
   * @param resetStates the states as c sees them
   * @param candidateSums what c comes to
   */
  record Planned(ResetGruCell.Form form, StateWeights gates, StateWeights candidate, List<GateBias> biases,
      Operand gateSums, Operand resetStates, Operand candidateSums) {
    /** Return the units of a state. */
    long hidden() {
      return candidate.rows();
    }

    /** Return the cell when a computation runs. */
    ResetGruCell cell(Course course, GateInput input, Operand states) {
      biases.forEach(GateBias::fill);
      Gates inputs = input.gates(course, hidden());
      return new ResetGruCell(inputs, form,
          new StateProduct(SequenceState.slots(states), gates, SequenceState.slots(gateSums),
              new StateProduct.GateInputs(inputs, 0, 2 * hidden())),
          new StateProduct(SequenceState.slots(resetStates), candidate, SequenceState.slots(candidateSums),
              new StateProduct.GateInputs(inputs, 2 * hidden(), hidden())));
    }
  }

  /** Plan a cell of so many sequences. */
  Planned plan(Planning planning, GateInput input, int sequences) {
    long width = input.rows().shape().dimension(1);
    planning.require(width % GATES == 0, "input " + input.rows() + " must have rows of three gates");
    long hidden = width / GATES;
    GateBias gateBias = input.biasRow(0, 2 * hidden);
    GateBias candidateBias = input.biasRow(2 * hidden, hidden);
    StateWeights ofGates = gates.plan(planning, gateBias, sequences);
    StateWeights ofCandidate = candidate.plan(planning, candidateBias, sequences);
    DataType type = input.rows().type();
    return new Planned(form, ofGates, ofCandidate, List.of(gateBias, candidateBias),
        planning.scratch(type, Shape.of(sequences, 2 * hidden)), planning.scratch(type, Shape.of(sequences, hidden)),
        planning.scratch(type, Shape.of(sequences, hidden)));
  }
}
