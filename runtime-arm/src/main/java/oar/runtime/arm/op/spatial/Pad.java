package oar.runtime.arm.op.spatial;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import oar.api.model.Shape;
import oar.runtime.arm.kernel.MappedCopy;
import oar.runtime.arm.kernel.View;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.Copies;
import oar.runtime.arm.op.LongsSource;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/** The operators that put a margin around a tensor, filled as {@link PadMode} says. The output has X's LoD if it has as many rows. */
public final class Pad implements Operation {
  private final Input x;
  private final Output out;
  private final PadMode mode;
  private final float value;
  private final Margins margins;

  /** Decides the margin of each dimension. */
  @FunctionalInterface
  private interface Margins {
    List<Margin> of(Planning planning, Operand input);
  }

  private Pad(OperatorReader reader, String valueAttribute, PadMode mode, Margins margins) {
    x = reader.input("X");
    out = reader.output("Out");
    value = reader.operator().floatAttribute(valueAttribute, 0);
    this.mode = mode;
    this.margins = margins;
  }

  /** Read a {@code pad}: {@code paddings} has two numbers of 0 or more for each dimension; {@code pad_value} fills them. */
  public static Operation everywhere(OperatorReader reader) {
    long[] paddings = reader.operator().longsAttribute("paddings");
    return new Pad(reader, "pad_value", PadMode.CONSTANT, (planning, input) -> {
      planning.require(paddings.length == 2 * input.shape().rank()
          && Arrays.stream(paddings).allMatch(padding -> padding >= 0),
          "paddings is " + Arrays.toString(paddings)
              + "; it must have two numbers of 0 or more for each dimension of " + input);
      return IntStream.range(0, input.shape().rank())
          .mapToObj(axis -> new Margin(paddings[2 * axis], paddings[2 * axis + 1])).toList();
    });
  }

  /** Read a {@code pad2d} of images: paddings are [top, bottom, left, right]. */
  public static Operation ofImages(OperatorReader reader) {
    LongsSource paddings = LongsSource.of(reader, "Paddings", "paddings");
    ChannelOrder order = ChannelOrder.of(reader, "HW");
    return new Pad(reader, "pad_value", PadMode.of(reader),
        (planning, input) -> spatial(planning, input, order, paddings.get(planning)));
  }

  /** Read a {@code pad3d} of volumes: paddings are [left, right, top, bottom, front, back]. */
  public static Operation ofVolumes(OperatorReader reader) {
    LongsSource paddings = LongsSource.of(reader, "Paddings", "paddings");
    ChannelOrder order = ChannelOrder.of(reader, "DHW");
    return new Pad(reader, "value", PadMode.of(reader), (planning, input) -> {
      long[] given = paddings.get(planning);
      return spatial(planning, input, order, given.length != 6
          ? given
          : new long[]{given[4], given[5], given[2], given[3], given[0], given[1]});
    });
  }

  private static List<Margin> spatial(Planning planning, Operand input, ChannelOrder order, long[] paddings) {
    int rank = input.shape().rank();
    planning.require(paddings.length == 2 * (rank - 2),
        "input " + input + " has " + (rank - 2) + " spatial dimensions, but there are " + paddings.length
            + " paddings");
    List<Margin> margins = new ArrayList<>(Collections.nCopies(rank, Margin.NONE));
    for (int i = 0; i < rank - 2; i++) {
      margins.set(order.firstSpatialAxis() + i, new Margin(paddings[2 * i], paddings[2 * i + 1]));
    }
    return margins;
  }

  @Override
  public Computation plan(Planning planning) {
    Operand input = mode == PadMode.CONSTANT ? planning.getAsIs(x) : planning.get(x);
    List<Margin> wanted = margins.of(planning, input);
    long[] dimensions = new long[wanted.size()];
    for (int i = 0; i < dimensions.length; i++) {
      dimensions[i] = padded(planning, input, i, wanted.get(i));
    }
    Shape shape = Shape.of(dimensions);
    Operand output = planning.put(out, input.type(), shape, input.levelOfDetailFor(shape), input.layout());
    if (mode == PadMode.CONSTANT) {
      return surround(planning, input, output, wanted);
    }
    List<long[]> places = IntStream.range(0, dimensions.length)
        .mapToObj(axis -> mode.places(wanted.get(axis), input.shape().dimension(axis))).toList();
    MappedCopy copy = new MappedCopy(input.shape().dimensions(), places, input.type().byteSize());
    return Computation.parallel(copy.lines(), 64,
        (from, to, scratch) -> copy.run(input.segment(), output.segment(), from, to));
  }

  private long padded(Planning planning, Operand input, int axis, Margin margin) {
    long extent = input.shape().dimension(axis);
    if (margin.equals(Margin.NONE)) {
      return extent;
    }
    planning.require(mode == PadMode.CONSTANT || extent > 0,
        "dimension " + axis + " of " + input + " is 0; only a constant can pad it");
    planning.require(mode != PadMode.REFLECT || margin.before() < extent && margin.after() < extent, "dimension " + axis
        + " of " + input + " is padded by " + margin.before() + " and " + margin.after()
        + "; what is reflected must be less than the dimension");
    long length = Math.addExact(extent, Math.addExact(margin.before(), margin.after()));
    planning.require(length >= 0, "dimension " + axis + " of " + input + " cannot become " + length + " long");
    return length;
  }

  private Computation surround(Planning planning, Operand input, Operand output, List<Margin> wanted) {
    View from = input.view();
    View to = output.view();
    for (int i = 0; i < wanted.size(); i++) {
      Margin margin = wanted.get(i);
      long first = Math.max(-margin.before(), 0);
      long count = Math.max(input.shape().dimension(i) - first - Math.max(-margin.after(), 0), 0);
      from = from.pick(i, first, 1, count);
      to = to.pick(i, Math.max(margin.before(), 0), 1, count);
    }
    Computation copy = Copies.copy(planning, input, from, output, to);
    return workspace -> {
      Copies.fill(output, value);
      copy.run(workspace);
    };
  }
}
