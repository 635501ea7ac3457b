package oar.runtime.arm.op.shape;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import oar.api.model.Shape;
import oar.runtime.arm.kernel.MappedCopy;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.Axes;
import oar.runtime.arm.op.LongsSource;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/**
 * {@code repeat_interleave}: each slice along {@code dim} as often as {@code RepeatsTensor} says of it, or else all of them
 * {@code Repeats} times. No LoD.
 */
public final class RepeatInterleave implements Operation {
  private final Input x;
  private final Optional<Input> repeatsTensor;
  private final long repeats;
  private final int axis;
  private final Output out;

  /** Read an operator. */
  public RepeatInterleave(OperatorReader reader) {
    x = reader.input("X");
    repeatsTensor = reader.optionalInput("RepeatsTensor");
    repeats = reader.operator().intAttribute("Repeats", 1);
    axis = reader.operator().intAttribute("dim", 0);
    out = reader.output("Out");
  }

  @Override
  public Computation plan(Planning planning) {
    Operand input = planning.get(x);
    long[] dimensions = input.shape().dimensions();
    int along = Axes.normalize(planning, "dim", axis, dimensions.length);
    int extent = Axes.arrayLength(planning, input, dimensions[along]);
    long[] times = times(planning, extent);
    long total = Arrays.stream(times).reduce(0, Math::addExact);
    planning.require(total <= Integer.MAX_VALUE, "dimension " + along + " of the output would be " + total);
    List<long[]> places = new ArrayList<>();
    for (int i = 0; i < dimensions.length; i++) {
      places.add(LongStream.range(0, dimensions[i]).toArray());
    }
    places.set(along, LongStream.range(0, extent)
        .flatMap(place -> LongStream.generate(() -> place).limit(times[(int) place])).toArray());
    MappedCopy copy = new MappedCopy(dimensions, places, input.type().byteSize());
    dimensions[along] = total;
    Operand output = planning.put(out, input.type(), Shape.of(dimensions));
    return Computation.parallel(copy.lines(), 64,
        (from, to, scratch) -> copy.run(input.segment(), output.segment(), from, to));
  }

  private long[] times(Planning planning, int extent) {
    long[] times = new long[extent];
    if (repeatsTensor.isEmpty()) {
      Arrays.fill(times, repeats);
    } else {
      long[] given = LongsSource.all(planning, repeatsTensor.get());
      planning.require(given.length == extent, "input " + planning.get(repeatsTensor.get())
          + " must have an element for each of the " + extent + " slices");
      times = given;
    }
    planning.require(Arrays.stream(times).allMatch(number -> number >= 0 && number <= Integer.MAX_VALUE),
        "the repeats are " + Arrays.toString(times) + "; each must be 0 or more");
    return times;
  }
}
