package oar.runtime.arm.op.normalization;

import java.util.function.LongUnaryOperator;

/**
 * The groups of elements that a normalization brings to mean 0 and variance 1, each by itself.
 *
 * @param count number of groups
 * @param start where the first element of a group lies
 * @param rows where the others lie
 * @param parameters which factor and which summand an element gets afterwards
 */
record Groups(long count, LongUnaryOperator start, Rows rows, Parameters parameters) {
  /**
   * The elements of a group: rows of adjacent elements.
   *
   * @param count number of rows
   * @param length elements of a row
   * @param stride elements from the beginning of a row to that of the next
   */
  record Rows(long count, int length, long stride) {}

  /**
   * Which parameter belongs to which element of a group.
   *
   * @param first that of the first element of a group
   * @param perRow how many further it is for the next row
   * @param perElement how many further it is for the next element of a row
   */
  record Parameters(LongUnaryOperator first, int perRow, int perElement) {}

  /** Describe groups of adjacent elements, of which each place has a parameter of its own. */
  static Groups ofLines(long count, int length) {
    return new Groups(count, group -> group * length, new Rows(1, length, 0), new Parameters(group -> 0, 0, 1));
  }

  /** Describe groups of adjacent channels of [N, C, spatial], each channel with a parameter of its own. */
  static Groups ofChannels(long images, int groups, long channels, int planeSize) {
    long depth = channels / groups;
    return new Groups(images * groups, group -> group * depth * planeSize, new Rows(depth, planeSize, planeSize),
        new Parameters(group -> group % groups * depth, 1, 0));
  }

  /** Describe groups of adjacent channels of [N, spatial, C], each channel with a parameter of its own. */
  static Groups ofLastChannels(long images, int groups, long channels, long planeSize) {
    int depth = (int) (channels / groups);
    return new Groups(images * groups, group -> group / groups * planeSize * channels + group % groups * depth,
        new Rows(planeSize, depth, channels), new Parameters(group -> group % groups * depth, 0, 1));
  }

  /** Return the number of elements of a group. */
  long size() {
    return rows.count * rows.length;
  }
}
