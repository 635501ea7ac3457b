package oar.runtime.arm.op.shape;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import oar.api.model.Shape;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.LongsSource;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/**
 * {@code reshape}, {@code reshape2}: the same elements under another shape, in which 0 stands for the input's dimension at the
 * same place and one -1 for what is left. The output has X's LoD.
 */
public final class Reshape implements Operation {
  private final Input x;
  private final Output out;
  private final LongsSource shape;

  /** Read an operator. */
  public Reshape(OperatorReader reader) {
    x = reader.input("X");
    out = reader.output("Out");
    shape = LongsSource.of(reader, "ShapeTensor", "Shape", "shape");
  }

  @Override
  public Computation plan(Planning planning) {
    Operand input = planning.get(x);
    Shape result = resolve(planning, input, shape.get(planning));
    planning.share(out, input, result, input.levelOfDetail());
    return Computation.NOTHING;
  }

  private static Shape resolve(Planning planning, Operand input, long[] wanted) {
    long[] dimensions = wanted.clone();
    int unknown = -1;
    long known = 1;
    for (int i = 0; i < dimensions.length; i++) {
      if (dimensions[i] == 0) {
        planning.require(i < input.shape().rank(), "shape is " + Arrays.toString(wanted) + "; its 0 at place " + i
            + " stands for a dimension that " + input + " does not have");
        dimensions[i] = input.shape().dimension(i);
      }
      planning.require(dimensions[i] >= -1 && (dimensions[i] >= 0 || unknown == -1),
          "shape is " + Arrays.toString(wanted) + "; it may have one -1 and no other negative number");
      if (dimensions[i] == -1) {
        unknown = i;
      } else {
        known = Math.multiplyExact(known, dimensions[i]);
      }
    }
    if (unknown >= 0) {
      planning.require(known > 0 && input.elementCount() % known == 0 || input.elementCount() == 0,
          "input " + input + " cannot take shape " + Arrays.toString(wanted) + ": " + known + " does not divide its "
              + input.elementCount() + " elements");
      dimensions[unknown] = known == 0 ? 0 : input.elementCount() / known;
    }
    Shape result = Shape.of(dimensions);
    planning.require(result.elementCount() == input.elementCount(), "input " + input + " has " + input.elementCount()
        + " elements, but shape " + Arrays.toString(wanted) + " has " + result.elementCount());
    return result;
  }
}
