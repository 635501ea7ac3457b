package oar.runtime.arm.op.indexing;

import java.util.stream.IntStream;
import oar.api.model.DataType;
import oar.api.model.Shape;
import oar.runtime.arm.kernel.View;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.Axes;
import oar.runtime.arm.op.Elements;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/**
 * {@code put_along_axis}: the input with each element of {@code Value} put, or added, multiplied and so on as {@code Reduce} says,
 * where the element of {@code Index} at its place says along {@code Axis}. Without {@code Include_self}, what the input has there
 * counts for nothing. No LoD.
 */
public final class PutAlongAxis implements Operation {
  private final Input input;
  private final Input index;
  private final Input value;
  private final Output result;
  private final int axis;
  private final Combination combination;
  private final boolean includesSelf;

  /** Read an operator. */
  public PutAlongAxis(OperatorReader reader) {
    input = reader.input("Input");
    index = reader.input("Index");
    value = reader.input("Value");
    result = reader.output("Result");
    axis = reader.operator().intAttribute("Axis", 0);
    String name = reader.operator().textAttribute("Reduce", "assign");
    combination = Combination.ofName(name).orElseThrow(() -> reader.refuse("Reduce is '" + name
        + "'; it must be assign, add, mul, multiply, amax, amin or mean"));
    includesSelf = reader.operator().booleanAttribute("Include_self", true);
  }

  @Override
  public Computation plan(Planning planning) {
    Operand from = planning.get(input);
    Operand values = planning.get(value);
    planning.require(from.type() == values.type(), "inputs " + from + " and " + values + " must be of one type");
    planning.require(from.type().isInteger() || from.type().isFloatingPoint()
        || from.type() == DataType.BOOL && combination == Combination.ASSIGN,
        "input " + from + " holds " + from.type() + ", which cannot be combined");
    AlongAxis places = AlongAxis.of(planning, planning.get(index), from,
        Axes.normalize(planning, "Axis", axis, from.shape().rank()));
    View taken = taken(planning, values, places.shape());
    Operand output = planning.put(result, from.type(), from.shape());
    return workspace -> {
      output.segment().copyFrom(from.segment());
      combine(places.read(), Elements.of(values), taken, Elements.of(output), from.elementCount());
    };
  }

  /** Return where the values for the elements of the index are: at the same places, though there may be more of them. */
  private static View taken(Planning planning, Operand values, Shape index) {
    View all = View.of(values.shape().dimensions());
    planning.require(all.rank() == index.rank() && IntStream.range(0, all.rank())
        .allMatch(i -> all.extent(i) >= index.dimension(i)),
        "input " + values + " must have a value for each element of the index, whose shape is " + index);
    return View.strided(0, index.dimensions(), IntStream.range(0, all.rank()).mapToLong(all::stride).toArray());
  }

  private void combine(long[] places, Elements values, View taken, Elements output, long count) {
    int[] terms = new int[Math.toIntExact(count)];
    for (int i = 0; i < places.length; i++) {
      int place = (int) places[i];
      boolean replaces = !includesSelf && terms[place] == 0;
      (replaces ? Combination.ASSIGN : combination).apply(output, place, values, taken.place(i));
      terms[place]++;
    }
    for (int place = 0; place < terms.length && combination == Combination.MEAN; place++) {
      int divisor = terms[place] == 0 ? 1 : terms[place] + (includesSelf ? 1 : 0);
      if (output.isIntegral()) {
        output.set(place, Math.floorDiv(output.getLong(place), divisor));
      } else {
        output.set(place, output.getDouble(place) / divisor);
      }
    }
  }
}
