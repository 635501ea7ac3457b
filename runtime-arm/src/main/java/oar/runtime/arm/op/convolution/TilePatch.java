package oar.runtime.arm.op.convolution;

import java.lang.foreign.MemorySegment;
import oar.runtime.arm.kernel.Memory;

/**
 * A square of pixels of an image with its channels last, parts of which may lie outside the image.
 *
 * @param size pixels along each dimension
 * @param y line of its first pixel; it may be outside
 * @param x column of its first pixel; it may be outside
 * @param height lines of the image
 * @param width columns of the image
 * @param pixelBytes bytes of a pixel
 */
record TilePatch(int size, int y, int x, int height, int width, long pixelBytes) {
  /** Tell whether all of it is inside the image. */
  boolean isInside() {
    return y >= 0 && x >= 0 && y + size <= height && x + size <= width;
  }

  /** Return where it begins in the image, in bytes. */
  long offset() {
    return ((long) y * width + x) * pixelBytes;
  }

  private int firstColumn() {
    return Math.max(0, -x);
  }

  private long insideBytes() {
    return Math.max(0, Math.min(size, width - x) - firstColumn()) * pixelBytes;
  }

  private boolean hasLine(int line) {
    return y + line >= 0 && y + line < height;
  }

  /** Copy it from an image; pixels outside are 0. */
  void load(MemorySegment image, long imageOffset, MemorySegment copy, long copyOffset) {
    Memory.fill(copy, copyOffset, size * size * pixelBytes, (byte) 0);
    for (int line = 0; line < size; line++) {
      if (hasLine(line)) {
        MemorySegment.copy(image, imageOffset + place(line), copy, copyOffset + copyPlace(line), insideBytes());
      }
    }
  }

  /** Copy what of it is inside to an image. */
  void store(MemorySegment copy, MemorySegment image, long imageOffset) {
    for (int line = 0; line < size; line++) {
      if (hasLine(line)) {
        MemorySegment.copy(copy, copyPlace(line), image, imageOffset + place(line), insideBytes());
      }
    }
  }

  private long place(int line) {
    return ((long) (y + line) * width + x + firstColumn()) * pixelBytes;
  }

  private long copyPlace(int line) {
    return ((long) line * size + firstColumn()) * pixelBytes;
  }
}
