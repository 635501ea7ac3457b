package oar.runtime.arm.op.recurrent;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import oar.api.OperatorCost.Arithmetic;
import oar.api.model.DataType;
import oar.api.model.Shape;
import oar.runtime.arm.kernel.recurrent.Course;
import oar.runtime.arm.kernel.recurrent.Recurrence;
import oar.runtime.arm.kernel.recurrent.Recurrence.Place;
import oar.runtime.arm.kernel.recurrent.Slots;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.OperandMemory;
import oar.runtime.arm.plan.Planning;
import oar.runtime.arm.plan.Workspace;

/**
 * The layers of {@code rnn}, one after the other. The directions of a layer and its sequences are independent of each other,
 * and share the threads.
 *
 * @param mode what cells they have
 * @param directions of each layer
 * @param hidden units of a state
 * @param parts the directions of all layers, layer by layer
 */
record RnnLayers(RnnMode mode, int directions, int hidden, List<RnnDirection> parts) {
  /** The states before the first step and behind the last one; of the latter any may be absent. */
  record States(List<Operand> initial, List<Operand> last) {}

  /** Runs all layers on a course for each direction. */
  @FunctionalInterface
  interface Task {
    void run(List<Course> courses, Workspace workspace);
  }

  private record Part(Computation input, RnnDirection.CellFactory cells, RnnDirection.Buffers buffers) {}

  /** A layer, and its sequences on their way as they were at the latest run. */
  private static final class Layer {
    private final List<Part> parts;
    private final Operand output;
    private final OperandMemory memory;
    private List<Course> courses = List.of();
    private List<Recurrence> recurrences = List.of();
    private Workspace.RangeTask task;

    Layer(List<Part> parts, Operand output, States states) {
      this.parts = parts;
      this.output = output;
      List<Operand> operands = new ArrayList<>(List.of(output));
      operands.addAll(states.initial);
      operands.addAll(states.last);
      memory = new OperandMemory(operands);
    }
  }

  Task plan(Planning planning, Operand input, Operand output, States states) {
    long steps = input.shape().dimension(0);
    long batch = input.shape().dimension(1);
    planning.addsProducts(parts.size() * steps * batch * hidden * mode.gates() * hidden, Arithmetic.FLOAT);
    List<RnnDirection.Buffers> buffers = new ArrayList<>();
    for (int i = 0; i < directions; i++) {
      buffers.add(buffers(planning, input.type(), Math.multiplyExact(steps, batch), batch));
    }
    List<Layer> layers = new ArrayList<>();
    Operand layerInput = input;
    for (int first = 0; first < parts.size(); first += directions) {
      boolean isLast = first + directions == parts.size();
      Operand layerOutput = isLast ? output : planning.scratch(input.type(), output.shape());
      List<Part> layerParts = new ArrayList<>();
      for (int i = 0; i < directions; i++) {
        RnnDirection part = parts.get(first + i);
        layerParts.add(new Part(part.planInput(planning, layerInput, buffers.get(i)),
            part.planCell(planning, buffers.get(i)), buffers.get(i)));
      }
      layers.add(new Layer(layerParts, layerOutput, states));
      layerInput = layerOutput;
    }
    return (courses, workspace) -> {
      for (int i = 0; i < layers.size(); i++) {
        run(layers.get(i), i * directions, courses, states, workspace);
      }
    };
  }

  private RnnDirection.Buffers buffers(Planning planning, DataType type, long rows, long batch) {
    long columns = (long) mode.gates() * hidden;
    return new RnnDirection.Buffers(planning.scratch(type, Shape.of(rows, columns)),
        planning.scratch(type, Shape.of(batch, columns)), planning.scratch(type, Shape.of(batch, hidden)),
        planning.scratch(type, Shape.of(batch, hidden)));
  }

  private void run(Layer layer, int firstPart, List<Course> courses, States states, Workspace workspace) {
    layer.output.segment().fill((byte) 0);
    for (int i = 0; i < directions; i++) {
      layer.parts.get(i).input.run(workspace);
    }
    if (layer.memory.hasMoved() || layer.courses != courses) {
      prepare(layer, firstPart, courses, states);
    }
    workspace.parallel(directions * (long) layer.recurrences.getFirst().groups(), 1, layer.task);
  }

  private void prepare(Layer layer, int firstPart, List<Course> courses, States states) {
    List<Recurrence> recurrences = new ArrayList<>();
    for (int i = 0; i < directions; i++) {
      recurrences.add(new Recurrence(courses.get(i), layer.parts.get(i).cells.create(courses.get(i)),
          states(layer, i, firstPart + i, states)));
    }
    layer.courses = courses;
    layer.recurrences = recurrences;
    long groups = recurrences.getFirst().groups();
    layer.task = (from, to, scratch) -> {
      for (int i = 0; i < directions; i++) {
        long first = i * groups;
        recurrences.get(i).run(Math.clamp(from - first, 0, groups), Math.clamp(to - first, 0, groups), scratch);
      }
    };
  }

  private List<Recurrence.State> states(Layer layer, int direction, int part, States states) {
    RnnDirection.Buffers buffers = layer.parts.get(direction).buffers;
    boolean areDoubles = layer.output.type() == DataType.FLOAT64;
    long size = (long) hidden * layer.output.type().byteSize();
    List<Recurrence.State> result = new ArrayList<>();
    for (int i = 0; i < mode.states(); i++) {
      Slots slots = new Slots((i == 0 ? buffers.hidden() : buffers.cells()).segment(), hidden, areDoubles);
      Optional<Place> steps = i == 0
          ? Optional.of(new Place(layer.output.segment(), direction * size, directions * size))
          : Optional.empty();
      result.add(new Recurrence.State(slots, Optional.of(place(states.initial.get(i), part, size)), steps,
          i < states.last.size() ? Optional.of(place(states.last.get(i), part, size)) : Optional.empty()));
    }
    return result;
  }

  private static Place place(Operand state, int part, long size) {
    return new Place(state.segment(), part * state.shape().dimension(1) * size, size);
  }
}
