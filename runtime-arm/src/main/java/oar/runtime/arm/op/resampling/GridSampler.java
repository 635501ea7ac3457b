package oar.runtime.arm.op.resampling;

import oar.api.model.Operator;
import oar.api.model.Shape;
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
 * {@code grid_sampler}: the elements of images [N, C, H, W] at the places that Grid, [N, OH, OW, 2], says, or of volumes
 * [N, C, D, H, W] by [N, OD, OH, OW, 3], x first; each dimension runs from -1 to 1. Between elements it takes the nearest one
 * or interpolates linearly. No LoD.
 */
public final class GridSampler implements Operation {
  private final Input x;
  private final Input grid;
  private final Output output;
  private final Border border;
  private final boolean alignsCorners;
  private final boolean isLinear;

  /** Read an operator. */
  public GridSampler(OperatorReader reader) {
    Operator operator = reader.operator();
    x = reader.input("X");
    grid = reader.input("Grid");
    output = reader.output("Output");
    alignsCorners = operator.booleanAttribute("align_corners", true);
    String mode = operator.textAttribute("mode", "bilinear");
    isLinear = mode.equals("bilinear");
    if (!isLinear && !mode.equals("nearest")) {
      throw reader.refuse("mode is '" + mode + "'; it must be bilinear or nearest");
    }
    String padding = operator.textAttribute("padding_mode", "zeros");
    border = switch (padding) {
      case "zeros" -> Border.ZEROS;
      case "border" -> Border.CLAMP;
      case "reflection" -> alignsCorners ? Border.REFLECT_AT_CENTRES : Border.REFLECT_AT_EDGES;
      default -> throw reader.refuse("padding_mode is '" + padding + "'; it must be zeros, border or reflection");
    };
  }

  @Override
  public Computation plan(Planning planning) {
    Operand images = planning.get(x);
    Operand places = planning.get(grid);
    Precision precision = Precision.of(planning, images, places);
    int rank = images.shape().rank();
    planning.require(rank == 4 || rank == 5, "input " + images + " must have rank 4 or 5");
    planning.require(
        places.shape().rank() == rank && places.shape().dimension(-1) == rank - 2
            && places.shape().dimension(0) == images.shape().dimension(0),
        "grid " + places + " must have rank " + rank + ", as many images as input " + images + ", and end in "
            + (rank - 2));
    long[] shape = images.shape().dimensions();
    int[] extents = new int[rank - 2];
    for (int i = 0; i < extents.length; i++) {
      extents[i] = Math.toIntExact(shape[2 + i]);
      shape[2 + i] = places.shape().dimension(1 + i);
      planning.require(extents[i] > 0, "input " + images + " has images of no elements");
    }
    Operand samples = planning.put(output, images.type(), Shape.of(shape));
    return Computation.parallel(places.elementCount() / extents.length, 1, (from, to, scratch) -> {
      Sample sample = new Sample(extents, precision, isLinear);
      for (long place = from; place < to; place++) {
        for (int i = 0; i < extents.length; i++) {
          double coordinate = Elements.of(places).getDouble(place * extents.length + extents.length - 1 - i);
          sample.setCoordinate(i, border.apply(position(coordinate, extents[i], precision), extents[i], precision));
        }
        sample.locate();
        take(sample, images, samples, place);
      }
    });
  }

  /** Sample all channels at a place. */
  private static void take(Sample sample, Operand images, Operand samples, long place) {
    long channels = images.shape().dimension(1);
    long perImage = samples.shape().elementCount(2, samples.shape().rank());
    for (long channel = 0; channel < channels; channel++) {
      long plane = place / perImage * channels + channel;
      Elements.of(samples).set(plane * perImage + place % perImage, sample.take(Elements.of(images), plane));
    }
  }

  /** Return where a coordinate from -1 to 1 lies, counted in elements. */
  private double position(double coordinate, int extent, Precision precision) {
    double half = precision.round((alignsCorners ? extent - 1 : extent) * 0.5);
    double scaled = precision.round(precision.round(coordinate + 1) * half);
    return alignsCorners ? scaled : precision.round(scaled - 0.5);
  }
}
