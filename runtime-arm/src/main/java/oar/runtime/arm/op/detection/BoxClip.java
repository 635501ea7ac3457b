package oar.runtime.arm.op.detection;

import java.util.Optional;
import oar.api.model.Shape;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.Elements;
import oar.runtime.arm.op.Precision;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/**
 * {@code box_clip}: boxes, one or more in each row, held within their images, whose original sizes are the height and width in
 * ImInfo divided by the scale there. The LoD of Input, which the output keeps, says which rows are of which image.
 */
public final class BoxClip implements Operation {
  private final Input input;
  private final Input imageInfo;
  private final Output output;

  /** Read an operator. */
  public BoxClip(OperatorReader reader) {
    input = reader.input("Input");
    imageInfo = reader.input("ImInfo");
    output = reader.output("Output");
  }

  @Override
  public Computation plan(Planning planning) {
    Operand boxes = planning.get(input);
    Operand info = planning.get(imageInfo);
    Precision precision = Precision.of(planning, boxes, info);
    int rank = boxes.shape().rank();
    planning.require(rank >= 2 && boxes.shape().dimension(-1) == Box.SIZE,
        "input " + boxes + " must have rank 2 or more and a last dimension of " + Box.SIZE);
    ImageRows rows = ImageRows.of(planning, boxes, Optional.empty());
    planning.require(info.shape().equals(Shape.of(rows.images(), ImageInfo.SIZE)), "input " + info + " must be ["
        + rows.images() + ", " + ImageInfo.SIZE + "], a row for each image in the LoD of " + boxes);
    Operand clipped = planning.putInPlace(output, boxes);
    long boxesPerRow = boxes.shape().elementCount(1, rank - 1);
    return workspace -> {
      int[] offsets = rows.offsets();
      Elements from = Elements.of(boxes);
      Elements to = Elements.of(clipped);
      for (int image = 0; image < rows.images(); image++) {
        ImageInfo size = ImageInfo.at(Elements.of(info), image, precision);
        for (long i = offsets[image] * boxesPerRow; i < offsets[image + 1] * boxesPerRow; i++) {
          Box.at(from, i).clip(size.originalWidth() - 1, size.originalHeight() - 1).store(to, i);
        }
      }
    };
  }
}
