package oar.runtime.arm.op.detection;

import java.util.Optional;
import oar.api.model.Shape;
import oar.runtime.arm.lowering.OperationFactory;
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
 * {@code roi_align}, {@code roi_pool}, {@code psroi_pool}: regions of feature maps X, [N, C, H, W], each brought to
 * {@code pooled_height} x {@code pooled_width} bins. ROIs, [R, 4], are in pixels of the image, of which the maps have
 * {@code spatial_scale} as many; RoisNum or their LoD says which image each is of. No LoD.
 */
public final class RegionPooling implements Operation {
  private final Input x;
  private final Input regions;
  private final Optional<Input> rowCounts;
  private final Output out;
  private final int height;
  private final int width;
  private final float scale;
  private final Method method;

  /** How regions are pooled: what an operator of the family has of its own. */
  interface Method {
    /** Return the channels of the output for inputs that were checked, or refuse the inputs. */
    long outputChannels(Planning planning, RegionMaps maps);

    /** Return what pools a region; further outputs are added here. */
    Pooler plan(Planning planning, RegionMaps maps, Operand output);
  }

  /** Pools one region in all channels. */
  @FunctionalInterface
  interface Pooler {
    /**
     * Pool a region.
     *
     * @param region its number
     * @param image of the batch
     * @param box its corners in the image
     */
    void pool(int region, int image, Box box);
  }

  private RegionPooling(OperatorReader reader, Method method) {
    this.method = method;
    x = reader.input("X");
    regions = reader.input("ROIs");
    rowCounts = reader.optionalInput("RoisNum");
    out = reader.output("Out");
    height = size(reader, "pooled_height");
    width = size(reader, "pooled_width");
    scale = reader.number("spatial_scale", 1);
    if (!(scale > 0)) {
      throw reader.refuse("spatial_scale is " + scale + "; it must be more than 0");
    }
  }

  private static int size(OperatorReader reader, String name) {
    int size = reader.operator().intAttribute(name, 1);
    if (size < 1 || size > Short.MAX_VALUE) {
      throw reader.refuse(name + " is " + size + "; it must be from 1 to " + Short.MAX_VALUE);
    }
    return size;
  }

  /** Return the factory of {@code roi_align}. */
  public static OperationFactory align() {
    return reader -> new RegionPooling(reader, new RegionAlign(reader));
  }

  /** Return the factory of {@code roi_pool}. */
  public static OperationFactory maximum() {
    return reader -> new RegionPooling(reader, new RegionMaximum(reader));
  }

  /** Return the factory of {@code psroi_pool}. */
  public static OperationFactory positionSensitive() {
    return reader -> new RegionPooling(reader, new PositionSensitiveAverage(reader));
  }

  @Override
  public Computation plan(Planning planning) {
    Operand input = planning.get(x);
    Operand table = planning.get(regions);
    Precision precision = Precision.of(planning, input, table);
    Box.requireTable(planning, table);
    Shape shape = input.shape();
    planning.require(shape.rank() == 4 && shape.dimension(2) > 0 && shape.dimension(3) > 0
        && shape.elementCount(2, 4) <= Integer.MAX_VALUE,
        "input " + input + " must be [images, channels, height, width], with pixels to pool");
    ImageRows rows = ImageRows.of(planning, table, planning.get(rowCounts));
    planning.require(rows.images() == shape.dimension(0),
        "the rows of " + table + " are of " + rows.images() + " images, but there are those of " + input);
    RegionMaps maps = new RegionMaps(input, height, width, scale, precision);
    Operand output = planning.put(out, input.type(),
        Shape.of(table.shape().dimension(0), method.outputChannels(planning, maps), height, width));
    Pooler pooler = method.plan(planning, maps, output);
    return workspace -> {
      int[] images = rows.ofRows();
      workspace.parallel(images.length, 1, (from, to, scratch) -> {
        for (int region = (int) from; region < to; region++) {
          pooler.pool(region, images[region], Box.at(Elements.of(table), region));
        }
      });
    };
  }
}
