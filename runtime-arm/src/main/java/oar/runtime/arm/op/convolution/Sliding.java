package oar.runtime.arm.op.convolution;

import java.util.Arrays;
import oar.api.model.Operator;
import oar.runtime.arm.kernel.Window;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.plan.Planning;

/**
 * How a window slides over the spatial dimensions: what {@code strides}, {@code paddings}, {@code dilations} and
 * {@code padding_algorithm} say, for one, two or three dimensions.
 */
public final class Sliding {
  private final int[] strides;
  private final int[] dilations;
  private final int[] paddings;
  private final String algorithm;

  private Sliding(int[] strides, int[] dilations, int[] paddings, String algorithm) {
    this.strides = strides;
    this.dilations = dilations;
    this.paddings = paddings;
    this.algorithm = algorithm;
  }

  /** Read the attributes of an operator over so many spatial dimensions. */
  public static Sliding of(OperatorReader reader, int dimensions) {
    Operator operator = reader.operator();
    int[] strides = list(reader, "strides", dimensions, 1);
    int[] dilations = list(reader, "dilations", dimensions, 1);
    String algorithm = operator.textAttribute("padding_algorithm", "EXPLICIT");
    if (!algorithm.matches("EXPLICIT|SAME|VALID|")) {
      throw reader.refuse("padding_algorithm is '" + algorithm + "'; it must be EXPLICIT, SAME or VALID");
    }
    return new Sliding(strides, dilations, paddings(reader, dimensions), algorithm);
  }

  private static int[] list(OperatorReader reader, String name, int dimensions, int absent) {
    long[] values = reader.operator().longsAttribute(name);
    if (values.length == 0) {
      int[] result = new int[dimensions];
      Arrays.fill(result, absent);
      return result;
    }
    if (values.length != dimensions || Arrays.stream(values).anyMatch(value -> value < 1 || value > Short.MAX_VALUE)) {
      throw reader.refuse(name + " is " + Arrays.toString(values) + "; it must be " + dimensions
          + " integers from 1 to " + Short.MAX_VALUE);
    }
    return Arrays.stream(values).mapToInt(Math::toIntExact).toArray();
  }

  private static int[] paddings(OperatorReader reader, int dimensions) {
    long[] values = reader.operator().longsAttribute("paddings");
    boolean inRange = Arrays.stream(values).allMatch(value -> value >= 0 && value <= Short.MAX_VALUE);
    int[] result = new int[2 * dimensions];
    if (inRange && values.length == dimensions) {
      Arrays.setAll(result, i -> (int) values[i / 2]);
    } else if (inRange && values.length == 2 * dimensions) {
      Arrays.setAll(result, i -> (int) values[i]);
    } else if (values.length > 0) {
      throw reader.refuse("paddings is " + Arrays.toString(values) + "; it must be " + dimensions + " or "
          + 2 * dimensions + " integers from 0 to " + Short.MAX_VALUE);
    }
    return result;
  }

  /** Return the window over one dimension of a convolution. */
  public Window convolution(Planning planning, int dimension, long input, long size) {
    int extent = extent(planning, input, size);
    int dilation = algorithm.equals("SAME") ? 1 : dilations[dimension];
    int stride = strides[dimension];
    int[] pads = pads(dimension, extent, (int) size);
    long span = (long) dilation * (size - 1) + 1;
    int places = places(planning, dimension, (long) extent + pads[0] + pads[1], span, false);
    return new Window(extent, (int) size, stride, dilation, pads[0], pads[1], places);
  }

  /**
   * Return how many places a window takes along a dimension. As in Paddle, one that hangs over by less than a stride takes one,
   * and by less than two, none.
   *
   * @param extent elements of the dimension with its padding
   * @param span elements from the first to the last of the window
   * @param roundsUp whether there is a place for what the last whole window leaves
   */
  int places(Planning planning, int dimension, long extent, long span, boolean roundsUp) {
    int stride = strides[dimension];
    long places = (extent - span + (roundsUp ? stride - 1 : 0)) / stride + 1;
    planning.require(places >= 0 && places <= Integer.MAX_VALUE, "a window that spans " + span
        + " elements does not fit into dimension " + dimension + ", which has " + extent + " with its padding");
    return (int) places;
  }

  /**
   * Return the window over one dimension of a transposed convolution; input and output of the window are those of the
   * convolution that it reverses.
   */
  public Window transposed(Planning planning, int dimension, long input, long size, long extra) {
    int extent = extent(planning, input, size);
    int dilation = algorithm.equals("SAME") ? 1 : dilations[dimension];
    int stride = strides[dimension];
    int[] pads = pads(dimension, extent, (int) size);
    long output = (long) (extent - 1) * stride - pads[0] - pads[1] + (long) dilation * (size - 1) + 1 + extra;
    planning.require(output >= 0 && output <= Integer.MAX_VALUE,
        "dimension " + dimension + " of the output would be " + output + "; it must be at least 0");
    return new Window((int) output, (int) size, stride, dilation, pads[0], pads[1], extent);
  }

  private static int extent(Planning planning, long input, long size) {
    planning.require(0 < size && size <= Short.MAX_VALUE && input <= Integer.MAX_VALUE,
        "a window of " + size + " over " + input + " elements is out of range");
    return (int) input;
  }

  /** Return the zeros before and behind a dimension. */
  int[] pads(int dimension, int input, int size) {
    return switch (algorithm) {
      case "SAME" -> {
        int stride = strides[dimension];
        int sum = Math.max((Math.ceilDiv(input, stride) - 1) * stride + size - input, 0);
        yield new int[]{sum / 2, sum - sum / 2};
      }
      case "VALID" -> new int[2];
      default -> new int[]{paddings[2 * dimension], paddings[2 * dimension + 1]};
    };
  }

  /** Return the step of the window along a dimension. */
  int stride(int dimension) {
    return strides[dimension];
  }

  /** Return the distance of a window's elements along a dimension. */
  int dilation(int dimension) {
    return dilations[dimension];
  }
}
