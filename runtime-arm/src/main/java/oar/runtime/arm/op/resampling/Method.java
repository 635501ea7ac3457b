package oar.runtime.arm.op.resampling;

import java.util.Arrays;
import java.util.Locale;
import oar.runtime.arm.kernel.Taps;
import oar.runtime.arm.lowering.OperatorReader;

/** How elements between those of the input are found, along each of so many dimensions. */
enum Method {
  /** The nearest element. */
  NEAREST(2, 3, 1),
  /** Between two elements in proportion, along one dimension. */
  LINEAR(1, 1, 2),
  /** Between two elements in proportion, along two dimensions. */
  BILINEAR(2, 2, 2),
  /** Between two elements in proportion, along three dimensions. */
  TRILINEAR(3, 3, 2),
  /** By cubic convolution of four elements, along two dimensions. */
  BICUBIC(2, 2, 4);

  /** The slope of the cubic convolution at its first zero. */
  private static final float SLOPE = -0.75f;

  private final int fewestDimensions;
  private final int mostDimensions;
  private final int tapCount;

  Method(int fewestDimensions, int mostDimensions, int tapCount) {
    this.fewestDimensions = fewestDimensions;
    this.mostDimensions = mostDimensions;
    this.tapCount = tapCount;
  }

  /** Read {@code interp_method}, or if it is absent what the operator's type begins with. */
  static Method of(OperatorReader reader) {
    String type = reader.type();
    String name = reader.operator().textAttribute("interp_method", type.substring(0, type.indexOf("_interp")));
    return Arrays.stream(values()).filter(method -> method.name().toLowerCase(Locale.ROOT).equals(name))
        .findFirst().orElseThrow(() -> reader.refuse("interp_method is '" + name + "'; it must be nearest, linear, "
            + "bilinear, trilinear or bicubic"));
  }

  /** Tell whether the method works along so many dimensions. */
  boolean takes(int dimensions) {
    return fewestDimensions <= dimensions && dimensions <= mostDimensions;
  }

  /** Return how output elements become coordinates. */
  Coordinates.Mode mode(boolean alignsCorners, int alignMode) {
    if (alignsCorners) {
      return Coordinates.Mode.CORNERS;
    }
    return switch (this) {
      case NEAREST -> Coordinates.Mode.PLAIN;
      case LINEAR, BILINEAR, TRILINEAR -> alignMode == 0 ? Coordinates.Mode.CENTERS : Coordinates.Mode.PLAIN;
      case BICUBIC -> Coordinates.Mode.CENTERS;
    };
  }

  /** Return what the output elements of a dimension are made of. */
  Taps taps(Coordinates coordinates) {
    Taps taps = new Taps(coordinates.input(), coordinates.output(), tapCount);
    for (int d = 0; d < coordinates.output(); d++) {
      switch (this) {
        case NEAREST -> taps.set(d, 0, coordinates.nearest(d), 1);
        case LINEAR, BILINEAR, TRILINEAR -> setLinear(taps, d, Math.max(coordinates.source(d), 0));
        case BICUBIC -> setCubic(taps, d, coordinates.source(d));
      }
    }
    return taps;
  }

  private static void setLinear(Taps taps, int d, float source) {
    int lower = Math.min((int) source, taps.input() - 1);
    float fraction = source - lower;
    taps.set(d, 0, lower, 1 - fraction);
    taps.set(d, 1, lower + 1, fraction);
  }

  private static void setCubic(Taps taps, int d, float source) {
    int lower = (int) Math.floor(source);
    float fraction = source - lower;
    taps.set(d, 0, lower - 1, farWeight(1 + fraction));
    taps.set(d, 1, lower, nearWeight(fraction));
    taps.set(d, 2, lower + 1, nearWeight(1 - fraction));
    taps.set(d, 3, lower + 2, farWeight(2 - fraction));
  }

  /** Return the weight of an element at a distance from 0 to 1. */
  private static float nearWeight(float distance) {
    return ((SLOPE + 2) * distance - (SLOPE + 3)) * distance * distance + 1;
  }

  /** Return the weight of an element at a distance from 1 to 2. */
  private static float farWeight(float distance) {
    return ((SLOPE * distance - 5 * SLOPE) * distance + 8 * SLOPE) * distance - 4 * SLOPE;
  }
}
