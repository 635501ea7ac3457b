package oar.runtime.arm.op.detection;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import oar.api.model.DataType;
import oar.api.model.LevelOfDetail;
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
 * {@code collect_fpn_proposals}: the {@code post_nms_topN} regions of the best scores of all levels of a feature pyramid and all
 * images, [K, 4], image by image, those of an image by score; of equal scores the later comes first. RoisNum, INT32 [N], counts
 * those of each image; the LoD of the output has an offset wherever the image changes, so that it passes over images that have
 * no region left, as Paddle's does.
 */
public final class CollectFpnProposals implements Operation {
  private final List<Input> regions;
  private final List<Input> scores;
  private final List<Input> rowCounts;
  private final Output collected;
  private final Output counts;
  private final int limit;

  /** Read an operator. */
  public CollectFpnProposals(OperatorReader reader) {
    reader.requireAttributes("post_nms_topN");
    regions = reader.inputs("MultiLevelRois");
    scores = reader.inputs("MultiLevelScores");
    rowCounts = reader.inputs("MultiLevelRoIsNum");
    collected = reader.output("FpnRois");
    counts = reader.output("RoisNum");
    limit = reader.operator().intAttribute("post_nms_topN", 0);
    if (regions.isEmpty() || scores.size() != regions.size()
        || !rowCounts.isEmpty() && rowCounts.size() != regions.size()) {
      throw reader.refuse("there are " + regions.size() + " MultiLevelRois, " + scores.size()
          + " MultiLevelScores and " + rowCounts.size() + " MultiLevelRoIsNum; there must be one for every level");
    }
    if (limit < 0) {
      throw reader.refuse("post_nms_topN is " + limit + "; it must be 0 or more");
    }
  }

  /** The regions of a level: boxes [R, 4], scores of R elements, and the image of each. */
  private record Level(Operand boxes, Operand scores, ImageRows rows) {}

  /** A region of a level. */
  private record Region(Box box, double score, int image) {}

  @Override
  public Computation plan(Planning planning) {
    List<Level> levels = levels(planning);
    DataType type = levels.getFirst().boxes.type();
    int images = levels.getFirst().rows.images();
    Operand imageCounts = planning.put(counts, DataType.INT32, Shape.of(images));
    DynamicOutput output = planning.putDynamic(collected);
    return workspace -> {
      List<Region> best = best(levels);
      long[] perImage = new long[images];
      best.forEach(region -> perImage[region.image]++);
      Elements countElements = Elements.of(imageCounts);
      for (int image = 0; image < images; image++) {
        countElements.set(image, perImage[image]);
      }
      Elements boxes = Elements.of(type,
          output.allocate(type, Shape.of(best.size(), Box.SIZE), LevelOfDetail.of(changes(best))));
      for (int i = 0; i < best.size(); i++) {
        best.get(i).box.store(boxes, i);
      }
    };
  }

  /** Return the offsets of the regions at which the image is another one, from image 0 on, between 0 and their number. */
  private static long[] changes(List<Region> regions) {
    LongStream.Builder offsets = LongStream.builder().add(0);
    int image = 0;
    for (int i = 0; i < regions.size(); i++) {
      if (regions.get(i).image != image) {
        offsets.add(i);
        image = regions.get(i).image;
      }
    }
    return offsets.add(regions.size()).build().toArray();
  }

  private List<Level> levels(Planning planning) {
    List<Level> levels = new ArrayList<>();
    for (int i = 0; i < regions.size(); i++) {
      Operand boxes = planning.get(regions.get(i));
      Operand boxScores = planning.get(scores.get(i));
      Precision.of(planning, boxes, boxScores);
      Box.requireTable(planning, boxes);
      planning.require(boxScores.elementCount() == boxes.shape().dimension(0),
          "input " + boxScores + " must have an element for each row of " + boxes);
      Optional<Input> countInput = rowCounts.isEmpty() ? Optional.empty() : Optional.of(rowCounts.get(i));
      ImageRows rows = ImageRows.of(planning, boxes, planning.get(countInput));
      planning.require(levels.isEmpty() || rows.images() == levels.getFirst().rows.images(),
          "input " + boxes + " is of "
              + rows.images() + " images, but the level before it is of another number");
      levels.add(new Level(boxes, boxScores, rows));
    }
    return levels;
  }

  private List<Region> best(List<Level> levels) {
    List<Region> all = new ArrayList<>();
    for (Level level : levels) {
      Elements boxes = Elements.of(level.boxes);
      Elements values = Elements.of(level.scores);
      int[] images = level.rows.ofRows();
      for (int row = 0; row < images.length; row++) {
        all.add(new Region(Box.at(boxes, row), values.getDouble(row), images[row]));
      }
    }
    List<Region> best = new ArrayList<>();
    for (int i : Ranking.descending(Ranking.reversed(all.size()), i -> all.get(i).score, limit)) {
      best.add(all.get(i));
    }
    best.sort(Comparator.comparingInt(Region::image));
    return best;
  }
}
