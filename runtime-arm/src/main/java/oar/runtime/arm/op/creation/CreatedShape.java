package oar.runtime.arm.op.creation;

import java.util.Arrays;
import oar.api.model.Shape;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.LongsSource;
import oar.runtime.arm.plan.Planning;

/** The shape of a tensor that an operator creates: of {@code ShapeTensor}, else {@code ShapeTensorList}, else {@code shape}. */
final class CreatedShape {
  private final LongsSource dimensions;

  CreatedShape(OperatorReader reader) {
    dimensions = LongsSource.of(reader, "ShapeTensorList", "ShapeTensor", "shape").preferTensor();
  }

  Shape get(Planning planning) {
    long[] values = dimensions.get(planning);
    planning.require(Arrays.stream(values).allMatch(value -> value >= 0),
        "shape is " + Arrays.toString(values) + "; its elements must be 0 or more");
    return Shape.of(values);
  }
}
