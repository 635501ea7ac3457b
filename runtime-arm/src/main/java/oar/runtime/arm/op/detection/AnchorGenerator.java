package oar.runtime.arm.op.detection;

import oar.api.model.DataType;
import oar.api.model.LevelOfDetail;
import oar.api.model.Shape;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.Precision;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/**
 * {@code anchor_generator}: the boxes of a region proposal network at each cell of a feature map, [H, W, A, 4], in pixels, and
 * their variances. For each aspect ratio, and each size under it, a cell's rectangle of that ratio is scaled to the size. No
 * LoD.
 */
public final class AnchorGenerator implements Operation {
  private final Input input;
  private final Output anchors;
  private final Output variances;
  private final float[] sizes;
  private final float[] ratios;
  private final float[] stride;
  private final float offset;
  private final float[] varianceValues;

  /** Read an operator. */
  public AnchorGenerator(OperatorReader reader) {
    input = reader.input("Input");
    anchors = reader.output("Anchors");
    variances = reader.output("Variances");
    sizes = CellGrid.positives(reader, "anchor_sizes");
    ratios = CellGrid.positives(reader, "aspect_ratios");
    stride = CellGrid.positives(reader, "stride");
    offset = reader.number("offset", 0.5f);
    varianceValues = CellGrid.variances(reader, 0.1f, 0.1f, 0.2f, 0.2f);
    if (stride.length != 2) {
      throw reader.refuse("stride has " + stride.length + " elements; it must have 2");
    }
  }

  @Override
  public Computation plan(Planning planning) {
    Operand map = planning.get(input);
    DataType type = CellGrid.requireMap(planning, map);
    CellGrid grid = new CellGrid(axis(map.shape().dimension(3), stride[0]), axis(map.shape().dimension(2), stride[1]));
    Shape shape = grid.shape(planning, (long) sizes.length * ratios.length);
    double[] corners = corners(Precision.of(planning, map));
    planning.putConstant(anchors, grid.boxes(type, shape, corners, CellGrid.Bound.NONE), LevelOfDetail.NONE);
    planning.putConstant(variances, CellGrid.variances(type, shape, varianceValues), LevelOfDetail.NONE);
    return Computation.NOTHING;
  }

  private CellGrid.Axis axis(long cells, float step) {
    return new CellGrid.Axis(cells, step, offset * (step - 1), 1);
  }

  private double[] corners(Precision precision) {
    BoxList list = new BoxList();
    double area = precision.round((double) stride[0] * stride[1]);
    for (float ratio : ratios) {
      double width = Precision.toInteger(Math.sqrt(precision.round(area / ratio)));
      double height = Precision.toInteger(precision.round(width * ratio));
      for (float size : sizes) {
        list.add(size / stride[0] * width - 1, size / stride[1] * height - 1);
      }
    }
    return list.corners();
  }
}
