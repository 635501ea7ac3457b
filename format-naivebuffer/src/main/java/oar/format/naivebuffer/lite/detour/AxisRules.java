package oar.format.naivebuffer.lite.detour;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import oar.api.model.Attribute;
import oar.api.model.Operator;
import oar.api.model.Shape;

/** Counts axes from the front and stores them in 32 bits, where the runtime takes them in no other way. */
final class AxisRules implements Detour {
  private static final Map<String, String> AXES = Map.of("transpose", "axis", "transpose2", "axis", "reduce_all", "dim",
      "reduce_any", "dim", "reduce_sum", "dim", "reduce_mean", "dim", "reduce_max", "dim", "reduce_min", "dim",
      "reduce_prod", "dim");

  @Override
  public boolean take(Operator operator, Site site) {
    if (operator.type().equals("roll")) {
      return operator.longsAttribute("axis").length == 0 && rollFlat(operator, site);
    }
    String name = AXES.get(operator.type());
    int rank = operator.input("X").map(site::rank).orElse(-1);
    if (name == null || rank < 1 || operator.attribute(name).isEmpty()) {
      return false;
    }
    long[] axes = operator.longsAttribute(name);
    boolean isRight = operator.attribute(name).get() instanceof Attribute.Ints
        && Arrays.stream(axes).allMatch(axis -> axis >= 0);
    if (isRight) {
      return false;
    }
    List<Integer> counted = Arrays.stream(axes).mapToObj(axis -> Math.toIntExact(axis < 0 ? axis + rank : axis))
        .toList();
    site.add(operator.toBuilder().attribute(name, counted).build());
    return true;
  }

  /** Without an axis all elements are rolled as if they were in one row. */
  private static boolean rollFlat(Operator operator, Site site) {
    String input = operator.input("X").orElseThrow();
    String output = operator.output("Out").orElseThrow();
    Shape shape = site.shape(output).orElse(Shape.SCALAR);
    List<Integer> restored = new ArrayList<>(Steps.dimensions(shape));
    if (restored.stream().filter(dimension -> dimension < 0).count() > 1) {
      return false;
    }
    String flat = site.like(input, Shape.of(Shape.UNKNOWN));
    String rolled = site.like(output, Shape.of(Shape.UNKNOWN));
    site.add(Steps.reshape(input, flat, List.of(-1)));
    site.add(operator.toBuilder().input("X", flat).output("Out", rolled)
        .attribute("axis", new Attribute.Longs(List.of(0L))).build());
    site.add(Steps.reshape(rolled, output, restored));
    return true;
  }
}
