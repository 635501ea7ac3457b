package oar.runtime.arm.op.detection;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import oar.api.model.Shape;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Planning;

/**
 * The layouts of the images of a batch.
 *
 * @param images how many
 * @param supplier gives the layout of each image; only a computation may ask, when it runs
 */
record ClassLayouts(int images, Supplier<List<ClassLayout>> supplier) {
  /** A rectangle, or polygons of 4, 8, 12 and 16 corners. */
  private static final List<Long> SHAPE_SIZES = List.of(4L, 8L, 16L, 24L, 32L);

  /** Describe shapes [N, M, size] with scores [N, C, M]. */
  static ClassLayouts common(Planning planning, Operand shapes, Operand scores) {
    Shape shape = shapes.shape();
    planning.require(SHAPE_SIZES.contains(shape.dimension(2)),
        "input " + shapes + " must have a last dimension of one of " + SHAPE_SIZES);
    planning.require(scores.shape().rank() == 3 && scores.shape().dimension(0) == shape.dimension(0)
        && scores.shape().dimension(2) == shape.dimension(1),
        "input " + scores + " must be ["
            + shape.dimension(0) + ", classes, " + shape.dimension(1) + "], a score for each of " + shapes);
    int images = Math.toIntExact(shape.dimension(0));
    List<ClassLayout> layouts = new ArrayList<>();
    for (int image = 0; image < images; image++) {
      layouts.add(ClassLayout.common(image, Math.toIntExact(shape.dimension(1)),
          Math.toIntExact(scores.shape().dimension(1)), (int) shape.dimension(2)));
    }
    return new ClassLayouts(images, () -> layouts);
  }

  /** Describe boxes [R, C, 4] with scores [R, C], whose rows belong to images by counts or LoD. */
  static ClassLayouts perClass(Planning planning, Operand boxes, Operand scores, Optional<Operand> counts) {
    Shape shape = boxes.shape();
    planning.require(shape.dimension(2) == Box.SIZE
        && scores.shape().equals(Shape.of(shape.dimension(0), shape.dimension(1))),
        "inputs " + boxes + " and "
            + scores + " must be [rows, classes, 4] and [rows, classes], or [images, boxes, size] and [images,"
            + " classes, boxes]");
    int classes = Math.toIntExact(shape.dimension(1));
    ImageRows rows = ImageRows.of(planning, boxes, counts);
    return new ClassLayouts(rows.images(), () -> {
      int[] offsets = rows.offsets();
      List<ClassLayout> layouts = new ArrayList<>();
      for (int image = 0; image < rows.images(); image++) {
        layouts.add(ClassLayout.perClass(offsets[image], offsets[image + 1] - offsets[image], classes));
      }
      return layouts;
    });
  }

  List<ClassLayout> all() {
    return supplier.get();
  }
}
