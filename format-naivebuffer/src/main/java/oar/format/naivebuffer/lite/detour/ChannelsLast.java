package oar.format.naivebuffer.lite.detour;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import oar.api.model.Operator;
import oar.api.model.Shape;

/**
 * Moves the channels before the spatial axes, and behind them again, around operators that the runtime knows only so:
 *
 * <pre>
 * op(NHWC) becomes transpose2, op(NCHW), transpose2
 * </pre>
 */
final class ChannelsLast implements Detour {
  private static final Set<String> LAYOUTS = Set.of("NHWC", "NDHWC", "NWC", "NLC");
  private static final List<String> ATTRIBUTES = List.of("data_format", "data_layout");
  private static final Set<String> CONVOLUTIONS = Set.of("conv2d", "depthwise_conv2d", "conv2d_transpose",
      "depthwise_conv2d_transpose");
  private static final Set<String> OTHERS = Set.of("pool2d", "batch_norm", "group_norm", "lrn", "pixel_shuffle",
      "pixel_unshuffle", "channel_shuffle", "prelu", "affine_channel", "pad3d", "pad2d", "linear_interp",
      "linear_interp_v2", "bilinear_interp", "bilinear_interp_v2", "nearest_interp", "nearest_interp_v2");
  /** By rank. The kernels for rank 3 are told the layout of an image. */
  private static final Map<Integer, String> CHANNELS_FIRST = Map.of(3, "NCHW", 4, "NCHW", 5, "NCDHW");

  @Override
  public boolean take(Operator operator, Site site) {
    boolean isConvolution = CONVOLUTIONS.contains(operator.type());
    String input = isConvolution ? "Input" : "X";
    String output = isConvolution
        ? "Output"
        : operator.type().equals("batch_norm")
            || operator.type().equals("group_norm") ? "Y" : "Out";
    List<String> layouts = ATTRIBUTES.stream().filter(name -> LAYOUTS.contains(operator.textAttribute(name, "")))
        .toList();
    if (!isConvolution && !OTHERS.contains(operator.type()) || layouts.isEmpty() || operator.input(input).isEmpty()) {
      return false;
    }
    String source = operator.input(input).get();
    String target = operator.output(output).orElseThrow();
    int rank = site.rank(source);
    if (!CHANNELS_FIRST.containsKey(rank)) {
      return false;
    }
    String moved = site.like(source, permuted(site, source, toFirst(rank)));
    String result = site.like(target, permuted(site, target, toFirst(rank)));
    site.add(Steps.transpose(source, moved, toFirst(rank)));
    Operator.Builder builder = operator.toBuilder().input(input, moved).output(output, result);
    layouts.forEach(name -> builder.attribute(name, CHANNELS_FIRST.get(rank)));
    site.add(builder.build());
    site.add(Steps.transpose(result, target, toLast(rank)));
    return true;
  }

  private static List<Integer> toFirst(int rank) {
    List<Integer> axes = new ArrayList<>(List.of(0, rank - 1));
    for (int axis = 1; axis < rank - 1; axis++) {
      axes.add(axis);
    }
    return axes;
  }

  private static List<Integer> toLast(int rank) {
    List<Integer> axes = new ArrayList<>(List.of(0));
    for (int axis = 2; axis < rank; axis++) {
      axes.add(axis);
    }
    axes.add(1);
    return axes;
  }

  private static Shape permuted(Site site, String name, List<Integer> axes) {
    Shape shape = site.shape(name).orElseThrow();
    return Shape.of(axes.stream().map(axis -> axis < shape.rank() ? shape.dimension(axis) : Shape.UNKNOWN).toList());
  }
}
