package oar.runtime.arm.op.detection;

import java.util.ArrayList;
import java.util.List;
import oar.api.model.Operator;
import oar.api.model.Shape;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Planning;

/**
 * {@code prior_box}: the boxes of a single-shot detector at each cell of a feature map, [H, W, P, 4], in parts of the image's
 * size, and their variances. For each minimum size s there is one of s x s, one of s sqrt(r) x s / sqrt(r) for each other
 * aspect ratio r, and one of the geometric mean of s and the maximum size that belongs to it. No LoD.
 */
public final class PriorBox implements Operation {
  /** Ratios that are nearer to each other are the same. */
  private static final double RATIO_TOLERANCE = 1e-6f;

  private final PriorSlots slots;
  private final double[] corners;
  private final CellGrid.Bound bound;

  /** Read an operator. */
  public PriorBox(OperatorReader reader) {
    slots = new PriorSlots(reader);
    corners = corners(reader);
    bound = reader.operator().booleanAttribute("clip", true) ? CellGrid.Bound.IMAGE : CellGrid.Bound.NONE;
  }

  private static double[] corners(OperatorReader reader) {
    Operator operator = reader.operator();
    float[] least = CellGrid.positives(reader, "min_sizes");
    float[] most = CellGrid.positives(reader, "max_sizes");
    if (most.length > 0 && most.length != least.length) {
      throw reader.refuse("max_sizes has " + most.length + " elements; it must have none or the " + least.length
          + " of min_sizes");
    }
    boolean meanFirst = operator.booleanAttribute("min_max_aspect_ratios_order", false);
    List<Float> ratios = ratios(reader);
    BoxList list = new BoxList();
    for (int i = 0; i < least.length; i++) {
      list.add(least[i], least[i]);
      if (most.length > 0 && meanFirst) {
        addMean(reader, list, least[i], most[i]);
      }
      for (float ratio : ratios) {
        list.add(least[i] * Math.sqrt(ratio), least[i] / Math.sqrt(ratio));
      }
      if (most.length > 0 && !meanFirst) {
        addMean(reader, list, least[i], most[i]);
      }
    }
    return list.corners();
  }

  private static void addMean(OperatorReader reader, BoxList list, float least, float most) {
    if (!(most > least)) {
      throw reader.refuse("max_sizes has " + most + ", which must be more than the " + least + " of min_sizes");
    }
    double size = Math.sqrt(least * most);
    list.add(size, size);
  }

  /** Return the aspect ratios but for 1, which each size has anyway. */
  private static List<Float> ratios(OperatorReader reader) {
    boolean flips = reader.operator().booleanAttribute("flip", true);
    List<Float> ratios = new ArrayList<>();
    for (float ratio : CellGrid.positives(reader, "aspect_ratios")) {
      boolean isKnown = isSame(ratio, 1) || ratios.stream().anyMatch(other -> isSame(ratio, other));
      if (!isKnown) {
        ratios.add(ratio);
        if (flips) {
          ratios.add(1 / ratio);
        }
      }
    }
    return ratios;
  }

  private static boolean isSame(float ratio, float other) {
    return Math.abs(ratio - other) < RATIO_TOLERANCE;
  }

  @Override
  public Computation plan(Planning planning) {
    CellGrid grid = slots.grid(planning);
    Shape shape = grid.shape(planning, corners.length / 4);
    return slots.put(planning, grid.boxes(slots.map(planning).type(), shape, corners, bound));
  }
}
