package oar.runtime.arm.op.matrix;

import java.util.stream.IntStream;
import oar.api.model.Shape;
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
 * {@code cross}: the vector product of the vectors of three elements along dimension {@code dim}, or along the first of three if
 * {@code dim} is 9. No LoD.
 */
public final class Cross implements Operation {
  private static final int ANY_AXIS = 9;
  private static final int SIZE = 3;

  private final Input x;
  private final Input y;
  private final Output out;
  private final int axis;

  /** Read an operator. */
  public Cross(OperatorReader reader) {
    x = reader.input("X");
    y = reader.input("Y");
    out = reader.output("Out");
    axis = reader.operator().intAttribute("dim", ANY_AXIS);
  }

  @Override
  public Computation plan(Planning planning) {
    Operand left = planning.get(x);
    Operand right = planning.get(y);
    planning.require(left.type() == right.type() && left.shape().equals(right.shape())
        && (left.type().isInteger() || left.type().isFloatingPoint()),
        "inputs " + left + " and " + right + " must be of one shape and one type, of numbers");
    Axes.Split split = Axes.Split.at(left.shape(), axis(planning, left.shape()));
    Operand output = planning.put(out, left.type(), left.shape());
    return workspace -> {
      for (long line = 0; line < split.outer() * split.inner(); line++) {
        for (int i = 0; i < SIZE; i++) {
          long next = split.lineStart(line) + (i + 1) % SIZE * split.inner();
          long last = split.lineStart(line) + (i + 2) % SIZE * split.inner();
          set(Elements.of(output), split.lineStart(line) + i * split.inner(),
              new Minor(Elements.of(left), Elements.of(right), next, last));
        }
      }
    };
  }

  /** The determinant of the elements of two tensors at two places. */
  private record Minor(Elements left, Elements right, long first, long second) {
    double value() {
      return left.getDouble(first) * right.getDouble(second) - left.getDouble(second) * right.getDouble(first);
    }

    long integer() {
      return left.getLong(first) * right.getLong(second) - left.getLong(second) * right.getLong(first);
    }
  }

  private static void set(Elements output, long place, Minor minor) {
    if (output.isIntegral()) {
      output.set(place, minor.integer());
    } else {
      output.set(place, minor.value());
    }
  }

  private int axis(Planning planning, Shape shape) {
    if (axis == ANY_AXIS) {
      return IntStream.range(0, shape.rank()).filter(i -> shape.dimension(i) == SIZE).findFirst()
          .orElseThrow(() -> planning.refuse("the inputs are of shape " + shape + "; a dimension must be " + SIZE));
    }
    int along = Axes.normalize(planning, "dim", axis, shape.rank());
    planning.require(shape.dimension(along) == SIZE,
        "dimension " + along + " of the inputs is " + shape.dimension(along) + "; it must be " + SIZE);
    return along;
  }
}
