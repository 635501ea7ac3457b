package oar.format.naivebuffer.lite.detour;

import java.util.Arrays;
import java.util.Optional;
import oar.api.model.DataType;
import oar.api.model.Operator;
import oar.api.model.Shape;
import oar.api.model.Tensor;

/**
 * Makes a 1x1 convolution whose filter has many zeros one that skips them, as Paddle-Lite's {@code sparse_conv_detect_pass} does.
 * The filter becomes the list of what is not 0, row by row, each row filled up with zeros to a multiple of 4.
 */
final class SparseConvolution implements Detour {
  private static final int ROW_UNIT = 4;

  private final double threshold;

  /** Create for filters of which at least a share is 0; no share is larger than 1. */
  SparseConvolution(double threshold) {
    this.threshold = threshold;
  }

  @Override
  public boolean take(Operator operator, Site site) {
    if (threshold > 1 || !operator.type().equals("conv2d") || !isPointwise(operator)) {
      return false;
    }
    String name = operator.input("Filter").orElseThrow();
    Shape image = operator.input("Input").flatMap(site::shape).orElse(Shape.SCALAR);
    Optional<Tensor> filter = site.constant(name).filter(SparseConvolution::isPointwise);
    if (filter.isEmpty() || image.rank() != 4 || image.dimension(2) <= 0 || image.dimension(3) <= 0) {
      return false;
    }
    Rows rows = new Rows(filter.get(), Math.multiplyExact(image.dimension(2), image.dimension(3)));
    if (rows.count == 0 || rows.shareOfZeros() < threshold) {
      return false;
    }
    site.add(operator.toBuilder().type("sparse_conv2d").withoutInput("Filter")
        .input("NonZeroWeights", site.weight(name + "_nonzeros_output", rows.weights()))
        .input("OcNonZeros", site.weight(name + "_oc_nonzeros", rows.ends()))
        .input("Diffs", site.weight(name + "_ic_diffs", rows.steps())).attribute("first_ic", rows.first)
        .attribute("flag_semi", 0).build());
    return true;
  }

  private static boolean isPointwise(Operator operator) {
    return operator.intAttribute("groups", 1) == 1
        && Arrays.stream(operator.longsAttribute("strides")).allMatch(stride -> stride == 1)
        && Arrays.stream(operator.longsAttribute("paddings")).allMatch(padding -> padding == 0)
        && !operator.textAttribute("padding_algorithm", "EXPLICIT").equals("SAME");
  }

  private static boolean isPointwise(Tensor filter) {
    return filter.type() == DataType.FLOAT32 && filter.shape().rank() == 4 && filter.shape().dimension(2) == 1
        && filter.shape().dimension(3) == 1;
  }

  /** The rows of a filter, without their zeros. */
  private static final class Rows {
    private final float[] filter;
    private final int[] ends;
    private final int columns;
    private final float[] weights;
    private final int[] steps;
    private int count;
    private int first;

    private Rows(Tensor tensor, long imageSize) {
      filter = tensor.toFloats();
      ends = new int[Math.toIntExact(tensor.shape().dimension(0))];
      columns = Math.toIntExact(tensor.shape().dimension(1));
      int size = 0;
      for (int row = 0; row < ends.length; row++) {
        ends[row] = size + nonzeros(row);
        size = (ends[row] + ROW_UNIT - 1) / ROW_UNIT * ROW_UNIT;
      }
      weights = new float[size];
      steps = new int[size];
      fill(Math.multiplyExact(imageSize, Float.BYTES));
    }

    private int nonzeros(int row) {
      int nonzeros = 0;
      for (int column = 0; column < columns; column++) {
        nonzeros += filter[row * columns + column] == 0 ? 0 : 1;
      }
      count += nonzeros;
      return nonzeros;
    }

    /** A step is the distance in bytes to the channel of the next weight; the last leads back to the first. */
    private void fill(long channelBytes) {
      int before = -1;
      int last = 0;
      for (int row = 0; row < ends.length; row++) {
        int place = row == 0 ? 0 : (ends[row - 1] + ROW_UNIT - 1) / ROW_UNIT * ROW_UNIT;
        for (int column = 0; column < columns; column++) {
          if (filter[row * columns + column] != 0) {
            if (before < 0) {
              first = column;
            } else {
              steps[before] = Math.toIntExact((column - last) * channelBytes);
            }
            weights[place] = filter[row * columns + column];
            last = column;
            before = place++;
          }
        }
      }
      if (before >= 0) {
        steps[before] = Math.toIntExact((first - last) * channelBytes);
      }
      accumulate();
    }

    /** The last step of a row is the sum of all before: the kernel goes through a row once for each piece of the image. */
    private void accumulate() {
      int sum = 0;
      int place = 0;
      for (int end : ends) {
        while (place < end) {
          sum += steps[place++];
        }
        if (place > 0) {
          steps[place - 1] = sum;
        }
      }
    }

    private double shareOfZeros() {
      return 1 - (double) count / filter.length;
    }

    private Tensor weights() {
      return Tensor.of(Shape.of(weights.length), weights);
    }

    private Tensor ends() {
      return Tensor.of(Shape.of(ends.length), ends);
    }

    private Tensor steps() {
      return Tensor.of(Shape.of(steps.length), steps);
    }
  }
}
