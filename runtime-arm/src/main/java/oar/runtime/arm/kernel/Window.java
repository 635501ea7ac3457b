package oar.runtime.arm.kernel;

/**
 * A window that slides along one dimension.
 *
 * @param input elements of the dimension
 * @param size elements of the window
 * @param stride elements from one place of the window to the next
 * @param dilation elements from one of the window's elements to the next
 * @param padBefore zeros before the first element
 * @param padAfter zeros behind the last element
 * @param output places of the window
 */
public record Window(int input, int size, int stride, int dilation, int padBefore, int padAfter, int output) {
  /** A window over a dimension that is not there. */
  public static final Window NONE = new Window(1, 1, 1, 1, 0, 0, 1);

  /** Tell whether the window takes each element once, as it is. */
  public boolean isIdentity() {
    return size == 1 && stride == 1 && padBefore == 0 && padAfter == 0;
  }

  /** Return the input element under one of the window's elements; it may lie in the padding. */
  public int position(int place, int element) {
    return place * stride + element * dilation - padBefore;
  }
}
