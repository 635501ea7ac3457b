package oar.runtime.arm.pass;

import java.util.Optional;
import oar.api.model.Operator;
import oar.api.model.Shape;
import oar.runtime.arm.graph.Access;

/** What the attribute {@code shape} of a reshape says. */
final class Reshapes {
  /** Stands for what is left over. */
  private static final long INFERRED = -1;
  /** Stands for the input's dimension at the same place. */
  private static final long COPIED = 0;

  private Reshapes() {}

  /** Return the wanted dimensions, or empty if they are known only when the program runs. */
  static Optional<long[]> target(Operator reshape) {
    return Access.hasInput(reshape, "Shape") || Access.hasInput(reshape, "ShapeTensor")
        ? Optional.empty()
        : Optional.of(reshape.longsAttribute("shape"));
  }

  /**
   * Tell whether wanted dimensions are those of a tensor that has as many elements as the input, and the same first dimension.
   *
   * @param target the wanted dimensions
   * @param shape declared of the tensor
   */
  static boolean gives(long[] target, Shape shape) {
    int inferred = 0;
    for (int i = 0; i < target.length && target.length == shape.rank(); i++) {
      if (target[i] == INFERRED) {
        inferred++;
      } else if (target[i] == COPIED ? i > 0 : target[i] != shape.dimension(i)) {
        return false;
      }
    }
    return target.length == shape.rank() && inferred <= 1;
  }

  /** Tell whether wanted dimensions are the same whatever shape the input has. */
  static boolean areAbsolute(long[] target) {
    for (long dimension : target) {
      if (dimension == COPIED) {
        return false;
      }
    }
    return target.length > 0;
  }
}
