package oar.runtime.arm.op.spectral;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import oar.api.model.DataType;
import oar.api.model.Operator;
import oar.api.model.Shape;
import oar.runtime.arm.kernel.FourierTransform;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.Axes;
import oar.runtime.arm.op.Copies;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/**
 * {@code fft_r2c}, {@code fft_c2c}, {@code fft_c2r}: the discrete Fourier transform along each of {@code axes}, of
 * real numbers, of complex ones, or of the first half of a spectrum whose other half is conjugate, to real numbers.
 * With {@code onesided}, the last of the axes keeps only the first half of the spectrum of real numbers. Each axis
 * is computed in double. The output has X's LoD if it has as many rows.
 */
public final class Fourier implements Operation {
  private final Kind kind;
  private final Input x;
  private final Output out;
  private final long[] axes;
  private final boolean isForward;
  private final boolean isOneSided;
  private final long lastSize;
  private final Normalization normalization;

  private enum Kind {
    REAL_TO_COMPLEX,
    COMPLEX_TO_COMPLEX,
    COMPLEX_TO_REAL
  }

  private Fourier(OperatorReader reader, Kind kind) {
    this.kind = kind;
    reader.requireAttributes("axes", "normalization", "forward");
    Operator operator = reader.operator();
    x = reader.input("X");
    out = reader.output("Out");
    axes = operator.longsAttribute("axes");
    isForward = operator.booleanAttribute("forward", true);
    isOneSided = operator.booleanAttribute("onesided", true);
    lastSize = operator.longAttribute("last_dim_size", 0);
    normalization = Normalization.of(reader);
    if (axes.length == 0) {
      throw reader.refuse("axes is empty; it must name at least one axis");
    }
  }

  /** Read an {@code fft_r2c}. */
  public static Operation ofReal(OperatorReader reader) {
    return new Fourier(reader, Kind.REAL_TO_COMPLEX);
  }

  /** Read an {@code fft_c2c}. */
  public static Operation ofComplex(OperatorReader reader) {
    return new Fourier(reader, Kind.COMPLEX_TO_COMPLEX);
  }

  /** Read an {@code fft_c2r}. */
  public static Operation toReal(OperatorReader reader) {
    return new Fourier(reader, Kind.COMPLEX_TO_REAL);
  }

  @Override
  public boolean takesComplexNumbers() {
    return kind != Kind.REAL_TO_COMPLEX;
  }

  @Override
  public Computation plan(Planning planning) {
    Operand input = planning.get(x);
    DataType type = switch (kind) {
      case REAL_TO_COMPLEX -> ComplexTypes.complex(planning, input);
      case COMPLEX_TO_COMPLEX -> {
        ComplexTypes.part(planning, input);
        yield input.type();
      }
      case COMPLEX_TO_REAL -> ComplexTypes.part(planning, input);
    };
    int[] order = order(planning, input.shape());
    Shape shape = outputShape(planning, input, order);
    Operand output = planning.put(out, type, shape, input.levelOfDetailFor(shape));
    return computation(planning, input, output, order);
  }

  /**
   * Return the axes in the order in which they are done: that which real numbers have halved first or, back to them,
   * last.
   */
  private int[] order(Planning planning, Shape shape) {
    int[] order = Arrays.stream(axes)
        .mapToInt(axis -> Axes.normalize(planning, "an element of axes", axis, shape.rank())).toArray();
    planning.require(Arrays.stream(order).distinct().count() == order.length,
        "axes is " + Arrays.toString(axes) + "; it must name an axis only once");
    if (kind == Kind.REAL_TO_COMPLEX) {
      int last = order[order.length - 1];
      order[order.length - 1] = order[0];
      order[0] = last;
    }
    return order;
  }

  private Shape outputShape(Planning planning, Operand input, int[] order) {
    long[] dimensions = input.shape().dimensions();
    for (int axis : order) {
      planning.require(dimensions[axis] > 0,
          "dimension " + axis + " of input " + input + " is 0; what is transformed must have at least 1 element");
      Axes.arrayLength(planning, input, dimensions[axis]);
    }
    if (kind == Kind.REAL_TO_COMPLEX && isOneSided) {
      dimensions[order[0]] = dimensions[order[0]] / 2 + 1;
    } else if (kind == Kind.COMPLEX_TO_REAL) {
      int last = order[order.length - 1];
      dimensions[last] = sizeOfReal(planning, input, last);
    }
    return Shape.of(dimensions);
  }

  private long sizeOfReal(Planning planning, Operand input, int axis) {
    long half = input.shape().dimension(axis);
    long size = lastSize > 0 ? lastSize : 2 * (half - 1);
    planning.require(size > 0 && size / 2 + 1 == half, "last_dim_size is " + lastSize + " and dimension " + axis
        + " of input " + input + " is " + half + "; for n real numbers it must be n / 2 + 1, and n at least 1");
    return Axes.arrayLength(planning, input, size);
  }

  private Computation computation(Planning planning, Operand input, Operand output, int[] order) {
    Shape realShape = kind == Kind.COMPLEX_TO_REAL ? output.shape() : input.shape();
    double count = Arrays.stream(order).mapToDouble(realShape::dimension).reduce(1, (a, b) -> a * b);
    double factor = normalization.factor(count);
    boolean needsScratch = kind == Kind.COMPLEX_TO_REAL && order.length > 1;
    Operand between = needsScratch ? planning.scratch(input.type(), input.shape()) : output;
    List<Computation> passes = new ArrayList<>();
    Operand from = input;
    for (int i = 0; i < order.length; i++) {
      boolean isLast = i == order.length - 1;
      Operand to = isLast ? output : between;
      FourierTransform transform = new FourierTransform((int) realShape.dimension(order[i]), isForward);
      passes.add(new FourierPass(from, to, order[i], transform, isLast ? factor : 1).computation());
      from = to;
    }
    return Copies.all(passes);
  }
}
