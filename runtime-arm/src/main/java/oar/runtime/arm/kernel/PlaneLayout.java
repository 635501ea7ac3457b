package oar.runtime.arm.kernel;

/**
 * An image plane laid out, with its padding, so that the elements that one filter element meets along a line of the output are
 * adjacent whatever the stride: the columns of each line are sorted by what is left of them when divided by the stride.
 *
 * @param height window along the height
 * @param width window along the width
 */
record PlaneLayout(Window height, Window width) {
  /** Return the number of elements. */
  int size() {
    return paddedHeight() * lineSize();
  }

  private int paddedHeight() {
    return Math.max(height.input() + height.padBefore(),
        (height.output() - 1) * height.stride() + (height.size() - 1) * height.dilation() + 1);
  }

  private int phaseSize() {
    int columns = Math.max(width.input() + width.padBefore(),
        (width.output() - 1) * width.stride() + (width.size() - 1) * width.dilation() + 1);
    return Math.ceilDiv(columns, width.stride());
  }

  private int lineSize() {
    return phaseSize() * width.stride();
  }

  /** Return where an input element is. */
  int place(int y, int x) {
    int column = x + width.padBefore();
    return (y + height.padBefore()) * lineSize() + column % width.stride() * phaseSize() + column / width.stride();
  }

  /** Return where the first element is that a filter element meets along a line of the output; the others follow. */
  int first(int line, int filterRow, int filterColumn) {
    int column = filterColumn * width.dilation();
    return (line * height.stride() + filterRow * height.dilation()) * lineSize()
        + column % width.stride() * phaseSize() + column / width.stride();
  }
}
