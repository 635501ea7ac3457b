package oar.runtime.arm.op.detection;

import oar.api.model.DataType;
import oar.api.model.Shape;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.Elements;
import oar.runtime.arm.op.Precision;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.DynamicOutput;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/**
 * {@code generate_proposals}, {@code generate_proposals_v2}: the regions of each image that a region proposal network thinks most
 * of, [R, 4] and [R, 1], by non-maximum suppression of the boxes that it predicts relative to anchors. Scores are [N, A, H, W],
 * BboxDeltas [N, 4 A, H, W], Anchors and Variances [H, W, A, 4]. An image with no region left gets one of zeros. The first
 * version takes ImInfo and puts a LoD out besides the counts, the second one takes ImShape.
 */
public final class GenerateProposals implements Operation {
  private final Input scores;
  private final Input deltas;
  private final Input anchors;
  private final Input variances;
  private final Input images;
  private final Output regions;
  private final Output probabilities;
  private final Output counts;
  private final ProposalSuppression suppression;
  private final boolean isFirstVersion;

  /** Read an operator. */
  public GenerateProposals(OperatorReader reader) {
    isFirstVersion = reader.type().equals("generate_proposals");
    scores = reader.input("Scores");
    deltas = reader.input("BboxDeltas");
    anchors = reader.input("Anchors");
    variances = reader.input("Variances");
    images = reader.input(isFirstVersion ? "ImInfo" : "ImShape");
    regions = reader.output("RpnRois");
    probabilities = reader.output("RpnRoiProbs");
    counts = reader.output("RpnRoisNum");
    suppression = ProposalSuppression.of(reader);
  }

  @Override
  public Computation plan(Planning planning) {
    ProposalMap map = new ProposalMap(planning.get(scores), planning.get(deltas), planning.get(anchors),
        planning.get(variances));
    Precision precision = map.check(planning);
    Operand info = planning.get(images);
    int batch = Math.toIntExact(map.scores().shape().dimension(0));
    Shape infoShape = Shape.of(batch, isFirstVersion ? ImageInfo.SIZE : 2);
    planning.require(info.type() == map.scores().type() && info.shape().equals(infoShape), "input " + info
        + " must be " + map.scores().type() + " " + infoShape + ", a row for each image of " + map.scores());
    Operand imageCounts = planning.put(counts, DataType.INT32, Shape.of(batch));
    DynamicOutput boxOutput = planning.putDynamic(regions);
    DynamicOutput probabilityOutput = planning.putDynamic(probabilities);
    return workspace -> {
      Regions result = new Regions();
      for (int image = 0; image < batch; image++) {
        suppression.propose(map, image, imageInfo(Elements.of(info), image, precision), result);
      }
      result.putCounts(Elements.of(imageCounts));
      result.put(boxOutput, probabilityOutput, info.type(), isFirstVersion);
    };
  }

  private ImageInfo imageInfo(Elements elements, int image, Precision precision) {
    return isFirstVersion
        ? ImageInfo.at(elements, image, precision)
        : new ImageInfo(elements.getDouble(2L * image), elements.getDouble(2L * image + 1), 1, precision);
  }
}
