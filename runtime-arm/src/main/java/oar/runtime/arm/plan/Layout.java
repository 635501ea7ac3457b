package oar.runtime.arm.plan;

import oar.api.model.Shape;
import oar.runtime.arm.kernel.View;

/** In which order the elements of images [N, C, H, W] lie in memory. Tensors of other ranks lie as their shape says. */
public enum Layout {
  /** As the shape says. */
  PLAIN,
  /** The channels of a pixel side by side: as [N, H, W, C]. */
  CHANNELS_LAST;

  private static final int RANK = 4;

  /** Return this layout, or the plain one if both are the same for tensors of a shape. */
  public Layout of(Shape shape) {
    return isAnyLayout(shape) ? PLAIN : this;
  }

  /** Return where each element of a tensor lies in memory. */
  View view(Shape shape) {
    if (of(shape) == PLAIN) {
      return View.of(shape.dimensions());
    }
    return View.of(shape.dimension(0), shape.dimension(2), shape.dimension(3), shape.dimension(1)).permute(0, RANK - 1,
        1, 2);
  }

  /** Tell whether both layouts put the elements of a tensor into the same order. */
  static boolean isAnyLayout(Shape shape) {
    return shape.rank() != RANK || shape.dimension(1) == 1 || shape.elementCount(2, RANK) == 1;
  }
}
