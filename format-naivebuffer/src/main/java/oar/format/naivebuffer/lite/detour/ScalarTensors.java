package oar.format.naivebuffer.lite.detour;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import oar.api.model.Operator;
import oar.api.model.Shape;

/** Makes operators that give or take scalars do so with tensors of one element, the runtime's only kind of scalar. */
final class ScalarTensors implements Detour {
  private static final Set<String> REDUCTIONS = Set.of("reduce_sum", "reduce_mean", "reduce_max", "reduce_min",
      "reduce_prod", "reduce_all", "reduce_any");
  private static final Set<String> RESHAPES = Set.of("reshape", "reshape2", "squeeze", "squeeze2", "unsqueeze",
      "unsqueeze2", "flatten", "flatten2", "flatten_contiguous_range");

  @Override
  public boolean take(Operator operator, Site site) {
    String type = operator.type();
    if (REDUCTIONS.contains(type)) {
      return operator.output("Out").filter(site::isScalar).isPresent() && reduce(operator, site);
    }
    if (RESHAPES.contains(type)) {
      return reshape(operator, site);
    }
    return switch (type) {
      case "feed" -> operator.output("Out").filter(site::isScalar).isPresent() && feed(operator, site);
      case "arg_max", "arg_min" -> operator.booleanAttribute("flatten", false) && argument(operator, site);
      case "gather" -> operator.input("Index").filter(site::isScalar).isPresent() && takeOne(operator, site);
      case "one_hot_v2" -> operator.input("X").filter(site::isScalar).isPresent() && takeOne(operator, site);
      case "lookup_table_v2" -> operator.input("Ids").filter(site::isScalar).isPresent() && takeOne(operator, site);
      case "stack" -> operator.inputList("X").stream().allMatch(site::isScalar) && concatenate(operator, site);
      case "slice" -> operator.output("Out").filter(site::isScalar).isPresent() && keepAxis(operator, site);
      case "transpose", "transpose2" -> operator.input("X").filter(site::isScalar).isPresent() && copy(operator, site);
      default -> false;
    };
  }

  private static boolean feed(Operator operator, Site site) {
    String input = operator.output("Out").orElseThrow();
    String single = site.like(input);
    site.add(operator);
    site.add(Steps.single(input, single));
    site.readInstead(input, single);
    return true;
  }

  /** The reduced axes stay, and are taken off behind. */
  private static boolean reduce(Operator operator, Site site) {
    String input = operator.input("X").orElseThrow();
    String output = operator.output("Out").orElseThrow();
    int rank = Math.max(1, site.rank(input));
    String reduced = site.like(output, Shape.of(Stream.generate(() -> 1L).limit(rank).toList()));
    List<Integer> all = IntStream.range(0, rank).boxed().toList();
    site.add(operator.toBuilder().output("Out", reduced).attribute("dim", all).attribute("keep_dim", true).build());
    site.add(Steps.single(reduced, output));
    return true;
  }

  private static boolean reshape(Operator operator, Site site) {
    String input = operator.input("X").orElseThrow();
    String output = operator.output("Out").orElseThrow();
    if (site.isScalar(output)) {
      site.add(Steps.single(input, output));
      return true;
    }
    if (site.isScalar(input) && site.shape(output).filter(Shape::isKnown).isPresent()) {
      site.add(Steps.reshape(input, output, Steps.dimensions(site.shape(output).get())));
      return true;
    }
    return false;
  }

  private static boolean argument(Operator operator, Site site) {
    String input = operator.input("X").orElseThrow();
    String output = operator.output("Out").orElseThrow();
    String flat = site.like(input, Shape.of(Shape.UNKNOWN));
    String found = site.like(output, Shape.of(1));
    site.add(Steps.reshape(input, flat, List.of(-1)));
    site.add(operator.toBuilder().input("X", flat).output("Out", found).attribute("flatten", false)
        .attribute("keepdims", true).withoutAttribute("axis").attribute("axis", 0).build());
    Shape shape = site.shape(output).filter(it -> it.rank() > 0 && it.isKnown()).orElse(Shape.of(1));
    site.add(Steps.reshape(found, output, Steps.dimensions(shape)));
    return true;
  }

  /** One row is taken, and the axis along which it is the only one is taken off behind. */
  private static boolean takeOne(Operator operator, Site site) {
    String output = operator.output("Out").orElseThrow();
    Shape shape = site.shape(output).orElse(Shape.SCALAR);
    if (shape.rank() == 0 || !shape.isKnown()) {
      return false;
    }
    String row = site.like(output, Shape.of(Stream.concat(Stream.of(1), Steps.dimensions(shape).stream()).toList()));
    site.add(operator.toBuilder().output("Out", row).build());
    site.add(Steps.reshape(row, output, Steps.dimensions(shape)));
    return true;
  }

  private static boolean concatenate(Operator operator, Site site) {
    site.add(Operator.builder("concat").input("X", operator.inputList("X")).output("Out", operator.outputList("Y"))
        .attribute("axis", 0).build());
    return true;
  }

  /** What is cut out to a scalar keeps its only axis. */
  private static boolean keepAxis(Operator operator, Site site) {
    if (operator.longsAttribute("decrease_axis").length != 1) {
      return false;
    }
    site.add(operator.toBuilder().attribute("decrease_axis", List.of()).build());
    return true;
  }

  private static boolean copy(Operator operator, Site site) {
    site.add(Steps.unary("assign", operator.input("X").orElseThrow(), operator.output("Out").orElseThrow()));
    return true;
  }
}
