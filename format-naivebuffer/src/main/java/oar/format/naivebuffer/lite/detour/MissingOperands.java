package oar.format.naivebuffer.lite.detour;

import java.util.List;
import oar.api.model.DataType;
import oar.api.model.Operator;
import oar.api.model.Shape;
import oar.api.model.Tensor;

/** Adds what the runtime insists on: operands that Paddle takes to be 0 or 1 where they are absent, and results that nothing reads. */
final class MissingOperands implements Detour {
  private static final int COORDINATES = 4;
  private static final List<String> STATISTICS = List.of("SavedMean", "SavedVariance");

  @Override
  public boolean take(Operator operator, Site site) {
    return switch (operator.type()) {
      case "box_coder" -> operator.input("PriorBoxVar").isEmpty() && addVariances(operator, site);
      case "gru_unit" -> operator.input("Bias").isEmpty() && addBias(operator, site);
      case "instance_norm" -> !STATISTICS.stream().allMatch(slot -> operator.output(slot).isPresent())
          && addStatistics(operator, site);
      default -> false;
    };
  }

  private static boolean addVariances(Operator operator, Site site) {
    Shape boxes = site.shape(operator.input("PriorBox").orElseThrow()).orElse(Shape.SCALAR);
    if (!boxes.isKnown() || boxes.rank() == 0) {
      return false;
    }
    float[] variance = operator.floatsAttribute("variance");
    float[] values = new float[Math.toIntExact(boxes.elementCount())];
    for (int i = 0; i < values.length; i++) {
      values[i] = variance.length == COORDINATES ? variance[i % COORDINATES] : 1;
    }
    String output = operator.output("OutputBox").orElseThrow();
    site.add(operator.toBuilder().input("PriorBoxVar", site.weight(output, Tensor.of(boxes, values)))
        .withoutAttribute("variance").build());
    return true;
  }

  private static boolean addBias(Operator operator, Site site) {
    Shape weight = site.shape(operator.input("Weight").orElseThrow()).orElse(Shape.SCALAR);
    if (!weight.isKnown() || weight.rank() != 2) {
      return false;
    }
    int size = Math.toIntExact(weight.dimension(1));
    String bias = site.weight(operator.output("Hidden").orElseThrow(), Tensor.of(Shape.of(1, size), new float[size]));
    site.add(operator.toBuilder().input("Bias", bias).build());
    return true;
  }

  private static boolean addStatistics(Operator operator, Site site) {
    String output = operator.output("Y").orElseThrow();
    Operator.Builder builder = operator.toBuilder();
    for (String slot : STATISTICS) {
      builder.output(slot, site.variable(output, DataType.FLOAT32, Shape.of(Shape.UNKNOWN)));
    }
    site.add(builder.build());
    return true;
  }
}
