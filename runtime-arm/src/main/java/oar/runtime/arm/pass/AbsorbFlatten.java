package oar.runtime.arm.pass;

import static oar.runtime.arm.graph.Pattern.operator;

import java.util.Optional;
import oar.api.model.Operator;
import oar.api.model.Shape;
import oar.runtime.arm.graph.Access;
import oar.runtime.arm.graph.Match;
import oar.runtime.arm.graph.Operand;
import oar.runtime.arm.graph.Pattern;
import oar.runtime.arm.graph.Rewrite;
import oar.runtime.arm.graph.Rule;

/**
 * Drops a change of shape before a product, which flattens the trailing dimensions of what it reads itself.
 *
 * <pre>
 * X [N, C, H, W] -- flatten, reshape2(0, -1) or squeeze2(2, 3) -- [N, K] -- mul(Y) -- Out
 *
 * X [N, C, H, W] -- mul(Y) -- Out
 * </pre>
 */
final class AbsorbFlatten implements Rule {
  private static final Operand INPUT = Operand.any();
  private static final Operand MATRIX = Operand.constant();
  private static final Pattern RESHAPE = operator("flatten", "flatten2", "flatten_contiguous_range", "reshape",
      "reshape2", "squeeze", "squeeze2").input("X", INPUT);
  private static final Pattern PRODUCT = operator("mul").input("X", RESHAPE.output("Out")).input("Y", MATRIX);
  private static final Operand.Result PATTERN = PRODUCT.output("Out");

  @Override
  public Operand.Result pattern() {
    return PATTERN;
  }

  @Override
  public Rewrite rewrite(Match match) {
    Operator product = match.operator(PRODUCT);
    int rowDimensions = product.intAttribute("x_num_col_dims", 1);
    Optional<Shape> shape = match.shape(match.variable(INPUT)).filter(input -> input.rank() > rowDimensions);
    return shape.isPresent() && keepsLeading(rowDimensions, shape.get(), match)
        ? new Rewrite.Replace(product.toBuilder().input("X", match.variable(INPUT)).build())
        : Rewrite.NONE;
  }

  /** Tell whether the first few dimensions of a shape stay as they are. */
  private static boolean keepsLeading(int count, Shape shape, Match match) {
    Operator reshape = match.operator(RESHAPE);
    return switch (reshape.type()) {
      case "flatten", "flatten2" -> count == 1 && reshape.intAttribute("axis", 1) == 1;
      case "flatten_contiguous_range" -> isBehind(count, reshape.intAttribute("start_axis", 1), shape.rank());
      case "squeeze", "squeeze2" -> areBehind(count, reshape.longsAttribute("axes"), shape.rank());
      default -> !Access.hasInput(reshape, "Shape") && !Access.hasInput(reshape, "ShapeTensor")
          && keepsLeading(count, shape, reshape.longsAttribute("shape"), match);
    };
  }

  private static boolean isBehind(int count, long axis, int rank) {
    return (axis < 0 ? axis + rank : axis) >= count;
  }

  private static boolean areBehind(int count, long[] axes, int rank) {
    for (long axis : axes) {
      if (!isBehind(count, axis, rank)) {
        return false;
      }
    }
    return axes.length > 0;
  }

  private static boolean keepsLeading(int count, Shape shape, long[] wanted, Match match) {
    boolean copies = wanted.length > count;
    for (int i = 0; i < count && copies; i++) {
      copies = wanted[i] == 0;
    }
    return copies || count == 1 && wanted.length == 2 && (wanted[1] == -1 || wanted[1] == columns(match))
        && hasRowsOf(columns(match), shape);
  }

  /** Return the number of elements that the product takes from each row. */
  private static long columns(Match match) {
    return match.constant(match.variable(MATRIX)).orElseThrow().shape().dimension(0);
  }

  /** Tell whether there are so many elements for each index of the first dimension, as far as is declared. */
  private static boolean hasRowsOf(long columns, Shape shape) {
    long left = columns;
    for (int axis = 1; axis < shape.rank(); axis++) {
      long dimension = shape.dimension(axis);
      if (dimension <= 0 || left % dimension != 0) {
        return false;
      }
      left /= dimension;
    }
    return left == 1;
  }
}
