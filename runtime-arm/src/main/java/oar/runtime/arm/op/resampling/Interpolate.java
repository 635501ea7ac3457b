package oar.runtime.arm.op.resampling;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import oar.api.model.DataType;
import oar.api.model.LevelOfDetail;
import oar.api.model.Operator;
import oar.api.model.Shape;
import oar.runtime.arm.kernel.Resampling;
import oar.runtime.arm.kernel.Taps;
import oar.runtime.arm.kernel.View;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.Copies;
import oar.runtime.arm.op.Elements;
import oar.runtime.arm.op.Precision;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/**
 * The {@code *_interp} and {@code *_interp_v2} operators: spatial dimensions, one to three, at another size. Each dimension is
 * resampled by itself, the last one first. As in Paddle, channels come last for every {@code data_layout} but {@code NCHW},
 * volumes included. The first versions take the ratio of the sizes even where a scale was given; where no size changes, all
 * copy. As in Paddle, the output has X's LoD if the tensor OutSize says its size, else none.
 */
public final class Interpolate implements Operation {
  private final Method method;
  private final boolean usesScale;
  private final Input x;
  private final Output out;
  private final OutputSize outputSize;
  private final Coordinates.Mode mode;
  private final boolean channelsLast;

  private Interpolate(OperatorReader reader, boolean usesScale) {
    Operator operator = reader.operator();
    this.usesScale = usesScale;
    method = Method.of(reader);
    x = reader.input("X");
    out = reader.output("Out");
    outputSize = new OutputSize(reader);
    mode = method.mode(operator.booleanAttribute("align_corners", true), operator.intAttribute("align_mode", 1));
    channelsLast = !operator.textAttribute("data_layout", "NCHW").equals("NCHW");
  }

  /** Read an operator of the first version. */
  public static Operation first(OperatorReader reader) {
    return new Interpolate(reader, false);
  }

  /** Read an operator of the second version. */
  public static Operation second(OperatorReader reader) {
    return new Interpolate(reader, true);
  }

  @Override
  public Computation plan(Planning planning) {
    Operand input = planning.get(x);
    int dimensions = input.shape().rank() - 2;
    planning.require(method.takes(dimensions), "input " + input + " is of a rank that " + method + " cannot resample");
    int firstAxis = channelsLast ? 1 : 2;
    long[] shape = input.shape().dimensions();
    long[] sizes = Arrays.copyOfRange(shape, firstAxis, firstAxis + dimensions);
    planning.require(Arrays.stream(sizes).allMatch(size -> size > 0), "input " + input + " has nothing to resample");
    List<OutputSize.Extent> extents = outputSize.resolve(planning, sizes);
    if (Arrays.equals(sizes, extents.stream().mapToLong(OutputSize.Extent::size).toArray())) {
      return Copies.put(planning, input, View.of(shape), new Copies.Target(out, input.shape(), levelOfDetail(input)));
    }
    List<Taps> taps = new ArrayList<>();
    for (int i = 0; i < dimensions; i++) {
      taps.add(method.taps(Coordinates.of(mode, Math.toIntExact(sizes[i]), extents.get(i).size(),
          usesScale ? extents.get(i).scale() : 0)));
    }
    return input.type() == DataType.FLOAT32 || method == Method.NEAREST
        ? oneByOne(planning, input, firstAxis, taps)
        : together(planning, input, firstAxis, taps);
  }

  private LevelOfDetail levelOfDetail(Operand input) {
    return outputSize.isTensor() ? input.levelOfDetail() : LevelOfDetail.NONE;
  }

  private Computation oneByOne(Planning planning, Operand input, int firstAxis, List<Taps> taps) {
    List<Computation> passes = new ArrayList<>();
    long[] shape = input.shape().dimensions();
    Operand from = input;
    for (int i = taps.size() - 1; i >= 0; i--) {
      int axis = firstAxis + i;
      shape[axis] = taps.get(i).output();
      Shape passShape = Shape.of(shape);
      Operand to = i > 0
          ? planning.scratch(input.type(), passShape)
          : planning.put(out, input.type(), passShape, levelOfDetail(input));
      int inner = Math.toIntExact(passShape.elementCount(axis + 1, shape.length));
      passes.add(pass(new Resampling(taps.get(i), inner), from, to, passShape.elementCount(0, axis)));
      from = to;
    }
    return Copies.all(passes);
  }

  private Computation pass(Resampling resampling, Operand from, Operand to, long outer) {
    if (method == Method.NEAREST) {
      int elementSize = from.type().byteSize();
      return Computation.parallel(outer, 1,
          (first, last, scratch) -> resampling.pick(from.segment(), to.segment(), first, last, elementSize));
    }
    return Computation.parallel(outer, 1,
        (first, last, scratch) -> resampling.weigh(from.segment(), to.segment(), first, last, scratch));
  }

  private Computation together(Planning planning, Operand input, int firstAxis, List<Taps> taps) {
    planning.require(input.type().isFloatingPoint() || input.type() == DataType.UINT8,
        "input " + input + " must be of a floating-point type or uint8");
    long[] shape = input.shape().dimensions();
    for (int i = 0; i < taps.size(); i++) {
      shape[firstAxis + i] = taps.get(i).output();
    }
    Operand output = planning.put(out, input.type(), Shape.of(shape), levelOfDetail(input));
    WeighedElements weighing = new WeighedElements(taps,
        output.shape().elementCount(firstAxis + taps.size(), shape.length),
        input.type() == DataType.FLOAT64 ? Precision.DOUBLE : Precision.SINGLE);
    return Computation.parallel(input.shape().elementCount(0, firstAxis), 1,
        (from, to, scratch) -> weighing.run(Elements.of(input), Elements.of(output), from, to));
  }
}
