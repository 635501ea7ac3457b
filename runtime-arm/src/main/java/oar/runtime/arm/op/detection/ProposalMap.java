package oar.runtime.arm.op.detection;

import oar.api.model.Shape;
import oar.runtime.arm.op.Elements;
import oar.runtime.arm.op.Precision;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Planning;

/**
 * What a region proposal network predicts at each cell of a feature map for each of A anchors. Predictions of an image are
 * numbered by row, then column, then anchor.
 *
 * @param scores how sure it is that there is an object, [N, A, H, W]
 * @param deltas where, relative to the anchor, [N, 4 A, H, W]
 * @param anchors in pixels, H W A boxes
 * @param variances of the coordinates of the deltas, like the anchors
 */
record ProposalMap(Operand scores, Operand deltas, Operand anchors, Operand variances) {
  /** Check that the inputs fit each other, and return their precision. */
  Precision check(Planning planning) {
    Box.requireArray(planning, deltas);
    planning.require(scores.shape().rank() == 4, "input " + scores + " must have rank 4");
    long[] shape = scores.shape().dimensions();
    shape[1] *= Box.SIZE;
    planning.require(deltas.shape().equals(Shape.of(shape)),
        "input " + deltas + " must be " + Shape.of(shape) + ", " + Box.SIZE + " for each of " + scores);
    for (Operand boxes : new Operand[]{anchors, variances}) {
      planning.require(boxes.elementCount() == deltas.shape().elementCount(1, 4),
          "input " + boxes + " must have " + Box.SIZE + " elements for each element of an image of " + scores);
    }
    return Precision.of(planning, anchors, scores, deltas, variances);
  }

  /** Return the number of predictions for an image. */
  int count() {
    return (int) scores.shape().elementCount(1, 4);
  }

  /** Return the elements from one channel to the next. */
  private long cells() {
    return scores.shape().elementCount(2, 4);
  }

  private int anchorsPerCell() {
    return (int) scores.shape().dimension(1);
  }

  /** Return the score of a prediction. */
  double score(Elements elements, int image, int number) {
    long channel = (long) image * anchorsPerCell() + number % anchorsPerCell();
    return elements.getDouble(channel * cells() + number / anchorsPerCell());
  }

  /** Return where the box of a prediction is. */
  Box box(int image, int number, BoxCode code) {
    Elements elements = Elements.of(deltas);
    long channel = ((long) image * anchorsPerCell() + number % anchorsPerCell()) * Box.SIZE;
    long at = channel * cells() + number / anchorsPerCell();
    Box delta = new Box(elements.getDouble(at), elements.getDouble(at + cells()),
        elements.getDouble(at + 2 * cells()), elements.getDouble(at + 3 * cells()));
    return code.decode(Box.at(Elements.of(anchors), number), delta, Box.at(Elements.of(variances), number));
  }
}
