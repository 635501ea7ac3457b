package oar.runtime.arm.pass;

import static oar.runtime.arm.graph.Pattern.operator;

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
 * Merges a convolution with a pointwise one behind it, where one filter is no larger than the two.
 *
 * <pre>
 * conv2d(Filter [M, C, h, w], Bias?) -- conv2d(Filter [N, M, 1, 1], Bias?) -- Output
 *
 * conv2d(Filter [N, C, h, w], Bias?) -- Output
 * </pre>
 */
final class MergeConvolutions implements Rule {
  private static final Operand FIRST_FILTER = Operand.constant();
  private static final Operand SECOND_FILTER = Operand.constant();
  private static final Pattern FIRST = operator("conv2d").input("Filter", FIRST_FILTER);
  private static final Pattern SECOND = operator("conv2d").input("Input", FIRST.output("Output"))
      .input("Filter", SECOND_FILTER);
  private static final Operand.Result PATTERN = SECOND.output("Output");

  @Override
  public Operand.Result pattern() {
    return PATTERN;
  }

  @Override
  public Rewrite rewrite(Match match) {
    Operator first = match.operator(FIRST);
    Operator second = match.operator(SECOND);
    Optional<Tensor> inner = filter(match, first, FIRST_FILTER);
    Optional<Tensor> outer = filter(match, second, SECOND_FILTER).filter(tensor -> isPointwise(second, tensor.shape()));
    if (inner.isEmpty() || outer.isEmpty() || !isWorthIt(inner.get().shape(), outer.get().shape())
        || !hasPlainBias(match, first, inner.get().shape().dimension(0))
        || !hasPlainBias(match, second, outer.get().shape().dimension(0))) {
      return Rewrite.NONE;
    }
    Operator.Builder merged = first.toBuilder().output("Output", match.result()).input("Filter",
        match.store(match.variable(SECOND_FILTER), Floats.product(outer.get(), inner.get())));
    Access.input(second, "Bias").or(() -> Access.input(first, "Bias"))
        .ifPresent(name -> merged.input("Bias", match.store(name, bias(match, outer.get()))));
    return new Rewrite.Replace(merged.build());
  }

  /** Return the second filter's product with the first bias, plus the second bias. */
  private static Tensor bias(Match match, Tensor outer) {
    float[] sums = new float[Math.toIntExact(outer.shape().dimension(0))];
    Optional<Tensor> first = Access.input(match.operator(FIRST), "Bias").flatMap(match::floats);
    if (first.isPresent()) {
      Tensor column = first.get().withShape(Shape.of(first.get().elementCount(), 1));
      sums = Floats.product(outer, column).toFloats();
    }
    Optional<Tensor> second = Access.input(match.operator(SECOND), "Bias").flatMap(match::floats);
    for (int i = 0; i < sums.length && second.isPresent(); i++) {
      sums[i] += (float) second.get().doubleAt(i);
    }
    return Tensor.of(Shape.of(sums.length), sums);
  }

  private static Optional<Tensor> filter(Match match, Operator convolution, Operand filter) {
    String name = match.variable(filter);
    return Convolution.isPlain(convolution) && convolution.intAttribute("groups", 1) == 1 && match.isPrivate(name)
        ? match.floats(name).filter(tensor -> tensor.shape().rank() == Convolution.RANK)
        : Optional.empty();
  }

  private static boolean isPointwise(Operator convolution, Shape filter) {
    return filter.dimension(2) == 1 && filter.dimension(3) == 1 && areAll(1, convolution.longsAttribute("strides"))
        && areAll(0, convolution.longsAttribute("paddings"));
  }

  private static boolean areAll(long wanted, long[] values) {
    for (long value : values) {
      if (value != wanted) {
        return false;
      }
    }
    return true;
  }

  private static boolean isWorthIt(Shape inner, Shape outer) {
    long rowLength = inner.elementCount(1, Convolution.RANK);
    return inner.dimension(0) == outer.dimension(1)
        && outer.dimension(0) * rowLength <= inner.elementCount() + outer.elementCount();
  }

  private static boolean hasPlainBias(Match match, Operator convolution, long channels) {
    return !Access.hasInput(convolution, "Bias") || convolution.input("Bias").flatMap(match::floats)
        .filter(bias -> bias.elementCount() == channels).isPresent();
  }
}
