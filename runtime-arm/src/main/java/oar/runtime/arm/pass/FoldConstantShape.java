package oar.runtime.arm.pass;

import static oar.runtime.arm.graph.Pattern.operator;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import oar.api.model.Operator;
import oar.api.model.Shape;
import oar.api.model.Tensor;
import oar.runtime.arm.graph.Access;
import oar.runtime.arm.graph.Match;
import oar.runtime.arm.graph.Operand;
import oar.runtime.arm.graph.Pattern;
import oar.runtime.arm.graph.Rewrite;
import oar.runtime.arm.graph.Rule;

/**
 * Gives a constant the shape that an operator would give it.
 *
 * <pre>
 * constant [C] -- reshape2, squeeze2, unsqueeze2 or a flatten -- Out [1, C, 1, 1]
 *
 * constant Out [1, C, 1, 1]
 * </pre>
 */
final class FoldConstantShape implements Rule {
  private static final Operand CONSTANT = Operand.constant();
  private static final Pattern RESHAPE = operator("reshape", "reshape2", "squeeze", "squeeze2", "unsqueeze",
      "unsqueeze2", "flatten", "flatten2", "flatten_contiguous_range").input("X", CONSTANT);
  private static final Operand.Result PATTERN = RESHAPE.output("Out");

  /** The slots that may hold a shape which is known only when the program runs. */
  private static final List<String> TENSORS = List.of("Shape", "ShapeTensor", "AxesTensor", "AxesTensorList");

  @Override
  public Operand.Result pattern() {
    return PATTERN;
  }

  @Override
  public Rewrite rewrite(Match match) {
    Operator reshape = match.operator(RESHAPE);
    for (String slot : TENSORS) {
      if (Access.hasInput(reshape, slot)) {
        return Rewrite.NONE;
      }
    }
    String name = match.variable(CONSTANT);
    Optional<Tensor> constant = match.plainConstant(name);
    return FoldedConstant.of(match, List.of(name),
        () -> constant.flatMap(tensor -> shape(reshape, tensor.shape()).map(tensor::withShape)));
  }

  private static Optional<Shape> shape(Operator operator, Shape shape) {
    return switch (operator.type()) {
      case "reshape", "reshape2" -> reshaped(shape, operator.longsAttribute("shape"));
      case "squeeze", "squeeze2" -> squeezed(shape, operator.longsAttribute("axes"));
      case "unsqueeze", "unsqueeze2" -> unsqueezed(shape, operator.longsAttribute("axes"));
      case "flatten", "flatten2" -> flattened(shape, operator.intAttribute("axis", 1));
      default -> flattened(shape, operator.intAttribute("start_axis", 1), operator.intAttribute("stop_axis", 1));
    };
  }

  private static Optional<Shape> reshaped(Shape shape, long[] wanted) {
    long known = 1;
    int inferred = -1;
    for (int i = 0; i < wanted.length; i++) {
      if (wanted[i] == -1 && inferred < 0) {
        inferred = i;
        continue;
      }
      if (wanted[i] == 0 && i < shape.rank()) {
        wanted[i] = shape.dimension(i);
      }
      if (wanted[i] <= 0 || wanted[i] > shape.elementCount() / known) {
        return Optional.empty();
      }
      known *= wanted[i];
    }
    if (inferred >= 0) {
      wanted[inferred] = shape.elementCount() / known;
      known *= wanted[inferred];
    }
    return known == shape.elementCount() ? Optional.of(Shape.of(wanted)) : Optional.empty();
  }

  private static Optional<Shape> squeezed(Shape shape, long[] axes) {
    boolean[] listed = new boolean[shape.rank()];
    for (long axis : axes) {
      long positive = axis < 0 ? axis + shape.rank() : axis;
      if (positive < 0 || positive >= shape.rank()) {
        return Optional.empty();
      }
      listed[(int) positive] = true;
    }
    List<Long> kept = new ArrayList<>();
    for (int i = 0; i < shape.rank(); i++) {
      boolean dropped = shape.dimension(i) == 1 && (axes.length == 0 || listed[i]);
      if (!dropped) {
        kept.add(shape.dimension(i));
      }
    }
    return Optional.of(Shape.of(kept));
  }

  private static Optional<Shape> unsqueezed(Shape shape, long[] axes) {
    List<Long> dimensions = new ArrayList<>();
    for (long dimension : shape.dimensions()) {
      dimensions.add(dimension);
    }
    for (long axis : axes) {
      long positive = axis < 0 ? axis + dimensions.size() + 1 : axis;
      if (positive < 0 || positive > dimensions.size()) {
        return Optional.empty();
      }
      dimensions.add((int) positive, 1L);
    }
    return axes.length == 0 ? Optional.empty() : Optional.of(Shape.of(dimensions));
  }

  private static Optional<Shape> flattened(Shape shape, int axis) {
    return axis < 0 || axis > shape.rank()
        ? Optional.empty()
        : Optional.of(Shape.of(shape.elementCount(0, axis), shape.elementCount(axis, shape.rank())));
  }

  private static Optional<Shape> flattened(Shape shape, int startAxis, int stopAxis) {
    int start = startAxis < 0 ? startAxis + shape.rank() : startAxis;
    int stop = stopAxis < 0 ? stopAxis + shape.rank() : stopAxis;
    if (start < 0 || stop < start || stop >= shape.rank()) {
      return Optional.empty();
    }
    List<Long> dimensions = new ArrayList<>();
    for (int i = 0; i < shape.rank(); i++) {
      if (i < start || i > stop) {
        dimensions.add(shape.dimension(i));
      } else if (i == start) {
        dimensions.add(shape.elementCount(start, stop + 1));
      }
    }
    return Optional.of(Shape.of(dimensions));
  }
}
