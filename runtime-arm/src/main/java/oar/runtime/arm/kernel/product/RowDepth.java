package oar.runtime.arm.kernel.product;

/**
 * What a row consists of: steps that lie side by side make a segment, segments a line, as the pixels under the lines of a filter
 * do.
 *
 * @param lines number of lines, 1 or more
 * @param lineStride bytes from a line of a row to the next
 * @param segments segments of a line, 1 or more
 * @param segmentStride bytes from a segment to the next
 * @param steps steps of a segment, 1 or more
 */
public record RowDepth(int lines, long lineStride, int segments, long segmentStride, int steps) {
  /** Describe rows of one segment. */
  public static RowDepth of(int steps) {
    return new RowDepth(1, 0, 1, 0, steps);
  }

  /** Return where a segment begins, of all lines' segments: bytes behind the first. */
  long offset(int segment) {
    return segment / segments * lineStride + segment % segments * segmentStride;
  }

  /** Return the number of all steps. */
  public int total() {
    return lines * segments * steps;
  }
}
