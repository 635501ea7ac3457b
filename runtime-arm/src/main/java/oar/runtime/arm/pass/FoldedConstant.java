package oar.runtime.arm.pass;

import java.util.Collection;
import java.util.Optional;
import java.util.function.Supplier;
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
   * @param constants the variables that it reads
   * @param computation what it computes, empty if that is not known beforehand
   */
  static Rewrite of(Match match, Collection<String> constants, Supplier<Optional<Tensor>> computation) {
    long freed = 0;
    for (String name : constants) {
      freed += match.isPrivate(name) ? match.constant(name).orElseThrow().byteSize() : 0;
    }
    long bytes = Math.max(freed, SMALL);
    return computation.get().filter(result -> result.data().byteSize() <= bytes).<Rewrite>map(Rewrite.Fold::new)
        .orElse(Rewrite.NONE);
  }
}
