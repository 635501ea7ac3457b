package oar.runtime.arm.op.recurrent;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import oar.api.model.DataType;
import oar.api.model.Operator;
import oar.api.model.Shape;
import oar.runtime.arm.kernel.recurrent.Course;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.Elements;
import oar.runtime.arm.op.Precision;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/**
 * {@code rnn}: layers of LSTM, GRU or simple cells over {@code Input} [steps, batch, input], forward or in both directions. A layer
 * takes what the one before gives, {@code Out} [steps, batch, directions * hidden] being what the last one gives, forward first;
 * what comes out of a direction is where its input was. States are [layers * directions, batch, hidden]: the hidden ones, then
 * the memories of LSTM. Behind {@code SequenceLength} steps of a sequence {@code Out} is 0 and {@code State} is what it was
 * there. {@code Reserve} and {@code DropoutState} get no value.
 */
public final class Rnn implements Operation {
  private static final int WEIGHTS_OF_DIRECTION = 4;
  private static final int MOST_LAYERS = 1 << 10;

  private final RnnMode mode;
  private final int hidden;
  private final int directions;
  private final Input input;
  private final List<Input> previous;
  private final Optional<Input> lengths;
  private final List<RnnDirection> parts;
  private final Output out;
  private final List<Output> states;

  /** Read an operator. */
  public Rnn(OperatorReader reader) {
    Operator operator = reader.operator();
    mode = RnnMode.of(reader);
    hidden = operator.intAttribute("hidden_size", 0);
    directions = operator.booleanAttribute("is_bidirec", false) ? 2 : 1;
    int layers = operator.intAttribute("num_layers", 1);
    if (hidden <= 0 || hidden > Integer.MAX_VALUE / mode.gates() || layers <= 0 || layers > MOST_LAYERS) {
      throw reader.refuse("hidden_size is " + hidden + " and num_layers " + layers + "; they must be from 1 to "
          + Integer.MAX_VALUE / mode.gates() + " and " + MOST_LAYERS);
    }
    input = reader.input("Input");
    previous = reader.inputs("PreState");
    lengths = reader.optionalInput("SequenceLength");
    parts = parts(reader, layers * directions);
    out = reader.output("Out");
    states = reader.outputs("State");
    if (previous.size() != mode.states() || states.size() > mode.states()) {
      throw reader.refuse("PreState has " + previous.size() + " variables and State " + states.size() + "; " + mode
          + " takes and gives " + mode.states());
    }
  }

  private List<RnnDirection> parts(OperatorReader reader, int count) {
    List<Input> weights = reader.inputs("WeightList");
    if (weights.size() != WEIGHTS_OF_DIRECTION * count) {
      throw reader.refuse("WeightList has " + weights.size() + " weights; it must have " + WEIGHTS_OF_DIRECTION
          + " for each of the " + count + " directions of all layers");
    }
    List<RnnDirection> result = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int bias = 2 * (count + i);
      result.add(new RnnDirection(reader, mode, hidden, new RnnDirection.Weights(weights.get(2 * i),
          weights.get(2 * i + 1), weights.get(bias), weights.get(bias + 1))));
    }
    return List.copyOf(result);
  }

  @Override
  public Computation plan(Planning planning) {
    Operand x = planning.get(input);
    Precision.of(planning, x);
    planning.require(x.shape().rank() == 3, "input " + x + " must have rank 3");
    planning.require(x.shape().dimension(0) <= Integer.MAX_VALUE && x.shape().dimension(1) <= Integer.MAX_VALUE,
        "input " + x + " must have at most " + Integer.MAX_VALUE + " steps and sequences");
    int steps = (int) x.shape().dimension(0);
    int batch = (int) x.shape().dimension(1);
    List<Operand> initial = planning.get(previous);
    Shape stateShape = Shape.of(parts.size(), batch, hidden);
    for (Operand state : initial) {
      planning.require(state.type() == x.type() && state.shape().equals(stateShape),
          "PreState " + state + " must be " + x.type() + " " + stateShape);
    }
    Operand result = planning.put(out, x.type(), Shape.of(steps, batch, (long) directions * hidden));
    List<Operand> last = states.stream().map(state -> planning.put(state, x.type(), stateShape)).toList();
    RnnLayers layers = new RnnLayers(mode, directions, hidden, parts);
    RnnLayers.Task task = layers.plan(planning, x, result, new RnnLayers.States(initial, last));
    if (lengths.isEmpty()) {
      int[] all = new int[batch];
      Arrays.fill(all, steps);
      List<Course> courses = courses(all);
      return workspace -> task.run(courses, workspace);
    }
    Operand given = lengths(planning, batch);
    return workspace -> task.run(courses(checked(planning, given, steps)), workspace);
  }

  private List<Course> courses(int[] lengthOfEach) {
    Course forward = Courses.ofSteps(lengthOfEach, false);
    return directions == 1 ? List.of(forward) : List.of(forward, Courses.ofSteps(lengthOfEach, true));
  }

  private Operand lengths(Planning planning, int batch) {
    Operand given = planning.get(lengths.orElseThrow());
    planning.require((given.type() == DataType.INT32 || given.type() == DataType.INT64)
        && given.elementCount() == batch,
        "SequenceLength " + given + " must have an integer for each of the " + batch + " sequences");
    return given;
  }

  private static int[] checked(Planning planning, Operand lengths, int steps) {
    int[] result = new int[Math.toIntExact(lengths.elementCount())];
    for (int i = 0; i < result.length; i++) {
      long length = Elements.of(lengths).getLong(i);
      planning.require(0 <= length && length <= steps,
          "element " + i + " of SequenceLength " + lengths.variable() + " is "
              + length + "; it must be from 0 to the " + steps + " steps of the input");
      result[i] = (int) length;
    }
    return result;
  }
}
