package oar.runtime.arm.op.convolution;

import java.util.List;
import java.util.stream.IntStream;
import oar.api.model.Shape;
import oar.runtime.arm.kernel.View;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.Copies;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Planning;

/** Where images have their channels. Kernels take them before the spatial dimensions; images of the other kind are copied. */
enum DataFormat {
  /** [N, C, spatial]. */
  CHANNELS_FIRST,
  /** [N, spatial, C]. */
  CHANNELS_LAST;

  /** Computes an output from an input, both with their channels first. */
  @FunctionalInterface
  interface Kernel {
    Computation plan(Operand input, Operand output);
  }

  /** Read {@code data_format}. */
  static DataFormat of(OperatorReader reader) {
    String name = reader.operator().textAttribute("data_format", "AnyLayout");
    return name.equals("NHWC") || name.equals("NDHWC") ? CHANNELS_LAST : CHANNELS_FIRST;
  }

  /** Return the dimensions of images, of rank 3 or more, with their channels first. */
  Shape channelsFirst(Shape images) {
    return this == CHANNELS_FIRST ? images : Shape.of(first(images).extents());
  }

  private static View first(Shape images) {
    int rank = images.rank();
    int[] order = IntStream.range(0, rank).map(i -> i == 0 ? 0 : i == 1 ? rank - 1 : i - 1).toArray();
    return View.of(images.dimensions()).permute(order);
  }

  private static View last(Shape images) {
    int rank = images.rank();
    int[] order = IntStream.range(0, rank).map(i -> i == 0 ? 0 : i == rank - 1 ? 1 : i + 1).toArray();
    return View.of(images.dimensions()).permute(order);
  }

  /**
   * Add an output in this format that a kernel computes.
   *
   * @param input in this format
   * @param target the output, its dimensions with the channels first
   */
  Computation compute(Planning planning, Operand input, Copies.Target target, Kernel kernel) {
    if (this == CHANNELS_FIRST) {
      return kernel.plan(input, planning.put(target.out(), input.type(), target.shape(), target.levelOfDetail()));
    }
    View source = first(input.shape());
    View result = last(target.shape());
    Operand from = planning.scratch(input.type(), Shape.of(source.extents()));
    Operand to = planning.scratch(input.type(), target.shape());
    Operand output = planning.put(target.out(), input.type(), Shape.of(result.extents()), target.levelOfDetail());
    return Copies
        .all(List.of(Copies.copy(planning, input, source, from, View.of(source.extents())), kernel.plan(from, to),
            Copies.copy(planning, to, result, output, View.of(result.extents()))));
  }
}
