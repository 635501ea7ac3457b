package oar.runtime.arm.pass;

import java.util.Optional;
import java.util.function.Function;
import oar.api.model.Tensor;
import oar.runtime.arm.graph.Match;
import oar.runtime.arm.graph.Rewrite;

/** Decides whether a program gets better when an operator on a constant is computed beforehand. */
final class FoldedConstant {
  /** About what an operator takes in a file, with its variables: so much may be stored twice to be rid of it. */
  private static final long SMALL = 1024;

  private FoldedConstant() {}

  /**
   * Compute an operator beforehand, unless the program's weights would take more bytes then.
   *
   * @param match the operator
   * @param constant the variable that it reads
   * @param computation what it computes, empty if that is not known beforehand
   */
  static Rewrite of(Match match, String constant, Function<Tensor, Optional<Tensor>> computation) {
    Optional<Tensor> source = match.plainConstant(constant);
    if (source.isEmpty()) {
      return Rewrite.NONE;
    }
    long bytes = source.get().data().byteSize();
    if (bytes > SMALL && !match.isPrivate(constant)) {
      return Rewrite.NONE;
    }
    return computation.apply(source.get()).filter(result -> result.data().byteSize() <= Math.max(bytes, SMALL))
        .<Rewrite>map(Rewrite.Fold::new).orElse(Rewrite.NONE);
  }
}
