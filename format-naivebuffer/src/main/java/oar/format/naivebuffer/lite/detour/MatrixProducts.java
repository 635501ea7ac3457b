package oar.format.naivebuffer.lite.detour;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import oar.api.model.Operator;
import oar.api.model.Shape;

/** Gives the operands of a matrix product ranks and leading dimensions that the runtime multiplies. */
final class MatrixProducts implements Detour {
  private static final Map<String, String> TRANSPOSED_LEFT = Map.of("matmul", "transpose_X", "matmul_v2", "trans_x");

  @Override
  public boolean take(Operator operator, Site site) {
    if (!TRANSPOSED_LEFT.containsKey(operator.type())) {
      return false;
    }
    String left = operator.input("X").orElseThrow();
    String right = operator.input("Y").orElseThrow();
    if (site.rank(left) == 1 && site.rank(right) >= 2) {
      return rowTimesMatrix(operator, site);
    }
    return site.shape(left).isPresent() && site.shape(right).isPresent() && broadcast(operator, site);
  }

  private static boolean rowTimesMatrix(Operator operator, Site site) {
    String left = operator.input("X").orElseThrow();
    String right = operator.input("Y").orElseThrow();
    String output = operator.output("Out").orElseThrow();
    Shape result = site.shape(output).orElse(Shape.SCALAR);
    if (result.rank() == 0 || !result.isKnown()) {
      return false;
    }
    long length = site.shape(left).orElseThrow().dimension(0);
    List<Integer> row = new ArrayList<>();
    List<Integer> product = new ArrayList<>(Steps.dimensions(result));
    for (int i = 2; i < site.rank(right); i++) {
      row.add(1);
    }
    row.addAll(List.of(1, Math.toIntExact(length)));
    product.add(product.size() - 1, 1);
    String matrix = site.like(left, Shape.of(row));
    String multiplied = site.like(output, Shape.of(product));
    site.add(Steps.reshape(left, matrix, row));
    Operator multiply = operator.toBuilder().input("X", matrix).output("Out", multiplied)
        .attribute(TRANSPOSED_LEFT.get(operator.type()), false).build();
    if (!broadcast(multiply, site)) {
      site.add(multiply);
    }
    site.add(Steps.reshape(multiplied, output, Steps.dimensions(result)));
    return true;
  }

  /** The runtime repeats a right matrix for all left ones, and nothing else. */
  private static boolean broadcast(Operator operator, Site site) {
    String left = operator.input("X").orElseThrow();
    String right = operator.input("Y").orElseThrow();
    Shape result = site.shape(operator.output("Out").orElseThrow()).orElse(Shape.SCALAR);
    String fullLeft = expanded(left, result, site);
    String fullRight = site.rank(right) == 2 && site.rank(left) > 2 ? right : expanded(right, result, site);
    if (fullLeft.equals(left) && fullRight.equals(right)) {
      return false;
    }
    site.add(operator.toBuilder().input("X", fullLeft).input("Y", fullRight).build());
    return true;
  }

  private static String expanded(String operand, Shape result, Site site) {
    Shape shape = site.shape(operand).orElseThrow();
    if (!result.isKnown() || !shape.isKnown() || shape.rank() < 2 || result.rank() < 3) {
      return operand;
    }
    long[] dimensions = result.dimensions();
    dimensions[dimensions.length - 2] = shape.dimension(shape.rank() - 2);
    dimensions[dimensions.length - 1] = shape.dimension(shape.rank() - 1);
    Shape full = Shape.of(dimensions);
    if (full.equals(shape)) {
      return operand;
    }
    String expanded = site.like(operand, full);
    site.add(Steps.expand(operand, expanded, full));
    return expanded;
  }
}
