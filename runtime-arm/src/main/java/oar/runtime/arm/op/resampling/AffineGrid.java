package oar.runtime.arm.op.resampling;

import java.util.Arrays;
import oar.api.model.Shape;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.Elements;
import oar.runtime.arm.op.LongsSource;
import oar.runtime.arm.op.Precision;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/**
 * {@code affine_grid}: where an affine map Theta, [N, 2, 3] or [N, 3, 4], takes the places of an image [N, C, H, W] or volume
 * [N, C, D, H, W], whose shape {@code OutputShape} or {@code output_shape} is: [N, H, W, 2] or [N, D, H, W, 3], x first. Each
 * dimension runs from -1 to 1: at the centres of its first and last place if {@code align_corners}, else at their edges. No LoD.
 */
public final class AffineGrid implements Operation {
  private final Input theta;
  private final Output output;
  private final LongsSource outputShape;
  private final boolean alignsCorners;

  /** Read an operator. */
  public AffineGrid(OperatorReader reader) {
    theta = reader.input("Theta");
    output = reader.output("Output");
    outputShape = LongsSource.of(reader, "OutputShape", "output_shape");
    alignsCorners = reader.operator().booleanAttribute("align_corners", true);
  }

  @Override
  public Computation plan(Planning planning) {
    Operand maps = planning.get(theta);
    Precision precision = Precision.of(planning, maps);
    long[] image = outputShape.get(planning);
    int dimensions = image.length - 2;
    planning.require(dimensions == 2 || dimensions == 3,
        "output shape " + Arrays.toString(image) + " must have 4 or 5 dimensions");
    planning.require(Arrays.stream(image).allMatch(extent -> 0 <= extent && extent <= Integer.MAX_VALUE),
        "output shape " + Arrays.toString(image) + " must have dimensions from 0 to " + Integer.MAX_VALUE);
    Shape expected = Shape.of(image[0], dimensions, dimensions + 1);
    planning.require(maps.shape().equals(expected),
        "input " + maps + " must be " + expected + " for output shape " + Arrays.toString(image));
    long[] shape = Arrays.copyOfRange(image, 1, image.length + 1);
    shape[0] = image[0];
    System.arraycopy(image, 2, shape, 1, dimensions);
    shape[shape.length - 1] = dimensions;
    Operand grid = planning.put(output, maps.type(), Shape.of(shape));
    double[][] coordinates = new double[dimensions][];
    for (int i = 0; i < dimensions && grid.elementCount() > 0; i++) {
      coordinates[i] = coordinates((int) image[2 + i], precision);
    }
    return Computation.parallel(grid.elementCount() / dimensions, 1,
        (from, to, scratch) -> map(Elements.of(maps), Elements.of(grid), coordinates, from, to));
  }

  private double[] coordinates(int count, Precision precision) {
    double step = precision.round(2.0 / (alignsCorners ? count - 1 : count));
    double first = alignsCorners ? -1 : -precision.round((count - 1.0) / count);
    double[] result = new double[count];
    for (int i = 0; i < count; i++) {
      result[i] = precision.round(first + precision.round(i * step));
    }
    return result;
  }

  private static void map(Elements maps, Elements grid, double[][] coordinates, long from, long to) {
    int dimensions = coordinates.length;
    double[] place = new double[dimensions + 1];
    place[dimensions] = 1;
    for (long at = from; at < to; at++) {
      long rest = at;
      for (int i = dimensions - 1; i >= 0; i--) {
        place[dimensions - 1 - i] = coordinates[i][(int) (rest % coordinates[i].length)];
        rest /= coordinates[i].length;
      }
      for (int row = 0; row < dimensions; row++) {
        long weights = (rest * dimensions + row) * place.length;
        double sum = 0;
        for (int i = 0; i < place.length; i++) {
          sum += maps.getDouble(weights + i) * place[i];
        }
        grid.set(at * dimensions + row, sum);
      }
    }
  }
}
