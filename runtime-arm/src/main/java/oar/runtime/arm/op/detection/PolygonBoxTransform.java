package oar.runtime.arm.op.detection;

import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.Elements;
import oar.runtime.arm.op.Precision;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/**
 * {@code polygon_box_transform}: distances from the pixels of a map a quarter the size of its image to the corners of polygons,
 * [N, C, H, W], made coordinates in the image: {@code 4 * column - x} in even channels, {@code 4 * row - x} in odd ones. No
 * LoD.
 */
public final class PolygonBoxTransform implements Operation {
  private static final int PIXELS_PER_CELL = 4;

  private final Input input;
  private final Output output;

  /** Read an operator. */
  public PolygonBoxTransform(OperatorReader reader) {
    input = reader.input("Input");
    output = reader.output("Output");
  }

  @Override
  public Computation plan(Planning planning) {
    Operand distances = planning.get(input);
    Precision.of(planning, distances);
    planning.require(distances.shape().rank() == 4 && distances.shape().dimension(1) % 2 == 0,
        "input " + distances + " must have rank 4 and an even number of channels");
    Operand coordinates = planning.put(output, distances.type(), distances.shape());
    long width = distances.shape().dimension(3);
    long height = distances.shape().dimension(2);
    return Computation.parallel(distances.shape().elementCount(0, 3), 64, (from, to, scratch) -> {
      Elements in = Elements.of(distances);
      Elements out = Elements.of(coordinates);
      for (long row = from; row < to; row++) {
        boolean isVertical = row / height % 2 == 1;
        for (long column = 0; column < width; column++) {
          long cell = isVertical ? row % height : column;
          long index = row * width + column;
          out.set(index, PIXELS_PER_CELL * cell - in.getDouble(index));
        }
      }
    });
  }
}
