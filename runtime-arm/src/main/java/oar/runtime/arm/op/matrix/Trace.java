package oar.runtime.arm.op.matrix;

import java.util.Arrays;
import oar.api.model.DataType;
import oar.api.model.Shape;
import oar.runtime.arm.kernel.View;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.Elements;
import oar.runtime.arm.op.shape.DiagonalAxes;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/**
 * {@code trace}: the sum of the elements whose place along {@code axis2} is {@code offset} behind that along {@code axis1}, for each
 * place in the other dimensions. No LoD.
 */
public final class Trace implements Operation {
  private final Input input;
  private final Output out;
  private final DiagonalAxes axes;

  /** Read an operator. */
  public Trace(OperatorReader reader) {
    input = reader.input("Input");
    out = reader.output("Out");
    axes = DiagonalAxes.of(reader, "axis1", "axis2", 0, 1);
  }

  @Override
  public Computation plan(Planning planning) {
    Operand from = planning.get(input);
    planning.require(from.type().isInteger() || from.type().isFloatingPoint() || from.type() == DataType.BOOL,
        "input " + from + " holds " + from.type() + ", which cannot be added");
    View diagonal = axes.of(planning, from.shape());
    long[] dimensions = diagonal.extents();
    long length = dimensions[dimensions.length - 1];
    Operand output = planning.put(out, from.type(), Shape.of(Arrays.copyOf(dimensions, dimensions.length - 1)));
    return workspace -> {
      Elements elements = Elements.of(from);
      Elements sums = Elements.of(output);
      for (long i = 0; i < output.elementCount(); i++) {
        if (elements.isIntegral()) {
          sums.set(i, sumOfIntegers(elements, diagonal, i * length, length));
        } else {
          sums.set(i, sum(elements, diagonal, i * length, length));
        }
      }
    };
  }

  private static double sum(Elements elements, View diagonal, long first, long length) {
    double sum = 0;
    for (long i = first; i < first + length; i++) {
      sum += elements.getDouble(diagonal.place(i));
    }
    return sum;
  }

  private static long sumOfIntegers(Elements elements, View diagonal, long first, long length) {
    long sum = 0;
    for (long i = first; i < first + length; i++) {
      sum += elements.getLong(diagonal.place(i));
    }
    return sum;
  }
}
