package oar.format.naivebuffer.lite.detour;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import oar.api.model.Operator;
import oar.api.model.Shape;

/** Lays tensors out as images around operators whose kernels take them to be images, whatever they are. */
final class SpatialRanks implements Detour {
  private static final Set<String> NORMALIZATIONS = Set.of("group_norm", "instance_norm");
  private static final int IMAGE_RANK = 4;
  /** In the shape of a reshape: as long as the axis is. */
  private static final int SAME = 0;
  private static final int REST = -1;

  @Override
  public boolean take(Operator operator, Site site) {
    if (!NORMALIZATIONS.contains(operator.type())) {
      return false;
    }
    String input = operator.input("X").orElseThrow();
    String output = operator.output("Y").orElseThrow();
    int rank = site.rank(input);
    if (rank < 2 || rank == IMAGE_RANK) {
      return false;
    }
    Shape shape = site.shape(input).orElseThrow();
    List<Integer> restored = new ArrayList<>(List.of(SAME, SAME));
    for (int axis = 2; axis < rank; axis++) {
      restored.add(axis == rank - 1 ? REST : Math.toIntExact(shape.dimension(axis)));
    }
    if (restored.stream().filter(dimension -> dimension == REST).count() > 1) {
      return false;
    }
    Shape image = Shape.of(shape.dimension(0), shape.dimension(1), 1, Shape.UNKNOWN);
    String source = site.like(input, image);
    String target = site.like(output, image);
    site.add(Steps.reshape(input, source, List.of(SAME, SAME, 1, REST)));
    site.add(operator.toBuilder().input("X", source).output("Y", target).build());
    site.add(Steps.reshape(target, output, restored));
    return true;
  }
}
