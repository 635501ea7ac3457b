package oar.runtime.arm.op.resampling;

import java.util.Arrays;
import oar.api.model.DataType;
import oar.api.model.Operator;
import oar.api.model.Shape;
import oar.runtime.arm.kernel.Resampling;
import oar.runtime.arm.kernel.Taps;
import oar.runtime.arm.lowering.OperationFactory;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/**
 * The {@code *_interp} and {@code *_interp_v2} operators: spatial dimensions, one to three, at another size. Each dimension is
 * resampled by itself, the last one first. The first versions take the ratio of the sizes even where a scale was given. The
 * output has X's LoD.
 */
public final class Interpolate implements Operation {
  /** How elements between those of the input are found. */
  public enum Method {
    NEAREST,
    LINEAR
  }

  private final int dimensions;
  private final Method method;
  private final boolean usesScale;
  private final Input x;
  private final Output out;
  private final OutputSize outputSize;
  private final Coordinates.Mode mode;
  private final boolean channelsLast;

  private Interpolate(OperatorReader reader, Method method, int dimensions, boolean usesScale) {
    Operator operator = reader.operator();
    this.dimensions = dimensions;
    this.method = method;
    this.usesScale = usesScale;
    x = reader.input("X");
    out = reader.output("Out");
    outputSize = new OutputSize(reader, dimensions);
    mode = mode(operator, method);
    channelsLast = operator.textAttribute("data_layout", "NCHW").endsWith("C");
  }

  private static Coordinates.Mode mode(Operator operator, Method method) {
    if (operator.booleanAttribute("align_corners", true)) {
      return Coordinates.Mode.CORNERS;
    }
    boolean centers = method == Method.LINEAR && operator.intAttribute("align_mode", 1) == 0;
    return centers ? Coordinates.Mode.CENTERS : Coordinates.Mode.PLAIN;
  }

  /** Return the factory of a first version over so many spatial dimensions. */
  public static OperationFactory first(Method method, int dimensions) {
    return reader -> new Interpolate(reader, method, dimensions, false);
  }

  /** Return the factory of a second version over so many spatial dimensions. */
  public static OperationFactory second(Method method, int dimensions) {
    return reader -> new Interpolate(reader, method, dimensions, true);
  }

  @Override
  public Computation plan(Planning planning) {
    Operand input = planning.get(x);
    int rank = dimensions + 2;
    planning.require(input.shape().rank() == rank, "input " + input + " must have rank " + rank);
    planning.require(method == Method.NEAREST || input.type() == DataType.FLOAT32,
        "input " + input + " must be of float32");
    int firstAxis = channelsLast ? 1 : 2;
    long[] shape = input.shape().dimensions();
    OutputSize.Extent[] extents = outputSize.resolve(planning,
        Arrays.copyOfRange(shape, firstAxis, firstAxis + dimensions));
    Computation[] passes = new Computation[dimensions];
    Operand from = input;
    for (int i = dimensions - 1; i >= 0; i--) {
      int axis = firstAxis + i;
      Taps taps = taps(Coordinates.of(mode, Math.toIntExact(shape[axis]), extents[i].size(),
          usesScale ? extents[i].scale() : 0));
      shape[axis] = taps.output();
      Shape passShape = Shape.of(shape);
      Operand to = i > 0
          ? planning.scratch(input.type(), passShape)
          : planning.put(out, input.type(), passShape, input.levelOfDetail());
      int inner = Math.toIntExact(passShape.elementCount(axis + 1, rank));
      passes[dimensions - 1 - i] = pass(new Resampling(taps, inner), from, to, passShape.elementCount(0, axis));
      from = to;
    }
    return workspace -> {
      for (Computation pass : passes) {
        pass.run(workspace);
      }
    };
  }

  private Computation pass(Resampling resampling, Operand from, Operand to, long outer) {
    if (method == Method.NEAREST) {
      int elementSize = from.type().byteSize();
      return workspace -> workspace.parallel(outer, 1,
          (first, last, scratch) -> resampling.pick(from.segment(), to.segment(), first, last, elementSize));
    }
    return workspace -> workspace.parallel(outer, 1,
        (first, last, scratch) -> resampling.weigh(from.segment(), to.segment(), first, last, scratch));
  }

  private Taps taps(Coordinates coordinates) {
    Taps taps = new Taps(coordinates.input(), coordinates.output(), method == Method.NEAREST ? 1 : 2);
    for (int d = 0; d < coordinates.output(); d++) {
      if (method == Method.NEAREST) {
        taps.set(d, 0, coordinates.nearest(d), 1);
      } else {
        taps.set(d, 0, coordinates.lower(d), 1 - coordinates.fraction(d));
        taps.set(d, 1, coordinates.lower(d) + 1, coordinates.fraction(d));
      }
    }
    return taps;
  }
}
