package acme.oracle;

import java.util.function.IntToDoubleFunction;
import oar.api.model.Operator;
import oar.api.model.Shape;

/**
 * A window that slides over an image.
 *
 * @param x the images
 * @param height of the window
 * @param width of the window
 * @param strides down and right
 * @param paddings above, below, left and right
 * @param dilations down and right
 */
record Window(Array x, int height, int width, long[] strides, long[] paddings, long[] dilations) {
  /** Gives the values of one image and channel, by the window's position. */
  interface Plane {
    IntToDoubleFunction of(int batch, int channel);
  }

  static Window of(Operator operator, Array x, int height, int width) {
    long[] paddings = operator.longsAttribute("paddings");
    long[] dilations = operator.longsAttribute("dilations");
    return new Window(x, height, width, operator.longsAttribute("strides"),
        paddings.length == 4 ? paddings : new long[]{paddings[0], paddings[0], paddings[1], paddings[1]},
        dilations.length == 2 ? dilations : new long[]{1, 1});
  }

  static Window whole(Array x) {
    return new Window(x, x.size(2), x.size(3), new long[]{1, 1}, new long[4], new long[]{1, 1});
  }

  private int rows() {
    return (int) ((x.size(2) + paddings[0] + paddings[1] - dilations[0] * (height - 1) - 1) / strides[0] + 1);
  }

  private int columns() {
    return (int) ((x.size(3) + paddings[2] + paddings[3] - dilations[1] * (width - 1) - 1) / strides[1] + 1);
  }

  Array generate(int channels, Plane plane) {
    int positions = rows() * columns();
    return Array.generate(Shape.of(x.size(0), channels, rows(), columns()),
        i -> plane.of(i / positions / channels, i / positions % channels).applyAsDouble(i % positions));
  }

  private int row(int position, int k) {
    return (int) (position / columns() * strides[0] + k / width * dilations[0] - paddings[0]);
  }

  private int column(int position, int k) {
    return (int) (position % columns() * strides[1] + k % width * dilations[1] - paddings[2]);
  }

  boolean isInside(int position, int k) {
    return 0 <= row(position, k) && row(position, k) < x.size(2) && 0 <= column(position, k)
        && column(position, k) < x.size(3);
  }

  /** Return what the window's element {@code k} sees, which is 0 outside of the image. */
  double value(int batch, int channel, int position, int k) {
    int plane = (batch * x.size(1) + channel) * x.size(2) * x.size(3);
    return isInside(position, k) ? x.values()[plane + row(position, k) * x.size(3) + column(position, k)] : 0;
  }
}
