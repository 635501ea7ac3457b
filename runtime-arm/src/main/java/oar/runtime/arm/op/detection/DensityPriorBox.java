package oar.runtime.arm.op.detection;

import java.util.Arrays;
import oar.api.model.Operator;
import oar.api.model.Shape;
import oar.api.model.Tensor;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.Precision;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Planning;

/**
 * {@code density_prior_box}: boxes of fixed sizes and aspect ratios at each cell of a feature map, in parts of the image's
 * size, and their variances: [H, W, P, 4], or [H W P, 4] with {@code flatten_to_2d}. A size of density d is repeated on a
 * grid of d x d points a whole number of pixels apart, so that small faces meet as many boxes as large ones. No LoD.
 */
public final class DensityPriorBox implements Operation {
  private static final CellGrid.Bound OUTER_EDGES = (value, isUpperLeft) -> isUpperLeft
      ? Math.max(value, 0)
      : Math.min(value, 1);

  private final PriorSlots slots;
  private final float[] sizes;
  private final float[] ratios;
  private final long[] densities;
  private final CellGrid.Bound bound;
  private final boolean flattens;

  /** Read an operator. */
  public DensityPriorBox(OperatorReader reader) {
    Operator operator = reader.operator();
    slots = new PriorSlots(reader);
    sizes = CellGrid.positives(reader, "fixed_sizes");
    ratios = CellGrid.positives(reader, "fixed_ratios");
    densities = operator.longsAttribute("densities");
    bound = operator.booleanAttribute("clip", false) ? CellGrid.Bound.IMAGE : OUTER_EDGES;
    flattens = operator.booleanAttribute("flatten_to_2d", false);
    if (sizes.length != densities.length) {
      throw reader.refuse("densities has " + densities.length + " elements; it must have the " + sizes.length
          + " of fixed_sizes");
    }
    if (Arrays.stream(densities).anyMatch(density -> density < 1 || density > Short.MAX_VALUE)) {
      throw reader.refuse("densities is " + Arrays.toString(densities) + "; each must be from 1 to "
          + Short.MAX_VALUE);
    }
  }

  @Override
  public Computation plan(Planning planning) {
    Operand map = slots.map(planning);
    CellGrid grid = slots.grid(planning);
    planning.require(grid.x().cells() < grid.x().extent() && grid.y().cells() < grid.y().extent(),
        "input " + map + " must have fewer rows and columns than the image " + slots.image(planning));
    long count = Arrays.stream(densities).map(density -> density * density * ratios.length).sum();
    Shape shape = grid.shape(planning, count);
    double step = Precision.of(planning, map).round(grid.x().step() + grid.y().step());
    Tensor boxes = grid.boxes(map.type(), shape, corners((int) (step * 0.5)), bound);
    return slots.put(planning, flattens ? boxes.withShape(Shape.of(shape.elementCount(0, 3), 4)) : boxes);
  }

  private double[] corners(int step) {
    BoxList list = new BoxList();
    for (int i = 0; i < sizes.length; i++) {
      int density = (int) densities[i];
      int shift = step / density;
      double first = (shift - step) / 2.0;
      for (float ratio : ratios) {
        double root = Math.sqrt(ratio);
        for (int point = 0; point < density * density; point++) {
          list.add(first + point % density * shift, first + point / density * shift, sizes[i] * root, sizes[i] / root);
        }
      }
    }
    return list.corners();
  }
}
