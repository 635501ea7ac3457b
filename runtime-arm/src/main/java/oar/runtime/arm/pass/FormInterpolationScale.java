package oar.runtime.arm.pass;

import static oar.runtime.arm.graph.Pattern.operator;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import oar.api.model.Attribute;
import oar.api.model.Operator;
import oar.runtime.arm.graph.Match;
import oar.runtime.arm.graph.Operand;
import oar.runtime.arm.graph.Pattern;
import oar.runtime.arm.graph.Rewrite;
import oar.runtime.arm.graph.Rule;

/**
 * Turns the computation of an enlarged image's size into the factor that it enlarges by.
 *
 * <pre>
 * X ---------------------------------------------------------- interpolation(OutSize) -- Out
 *   \-- shape -- slice(2 to 4) -- cast? -- scale(factor) -- cast? --/
 *
 * X -- interpolation(scale) -- Out
 * </pre>
 */
final class FormInterpolationScale implements Rule {
  private static final int SPATIAL_DIMENSIONS = 2;

  private final Pattern slice;
  private final Pattern product;
  private final Pattern interpolation;
  private final Operand image = Operand.any();
  private final Operand constant = Operand.constant();

  private FormInterpolationScale(boolean casts, boolean isScale) {
    Pattern shape = operator("shape").input("Input", image);
    slice = operator("slice").input("Input", shape.output("Out"));
    Operand.Result size = slice.output("Out");
    Operand.Result factored = casts ? operator("cast").input("X", size).output("Out") : size;
    product = isScale
        ? operator("scale").input("X", factored)
        : operator("elementwise_mul").eitherWay("X", "Y", factored, constant);
    Operand.Result enlarged = product.output("Out");
    interpolation = operator("nearest_interp", "nearest_interp_v2", "bilinear_interp", "bilinear_interp_v2")
        .input("X", image).input("OutSize", casts ? operator("cast").input("X", enlarged).output("Out") : enlarged);
  }

  /** Create the rule for each way in which programs compute a size. */
  static Rule[] all() {
    return new Rule[]{new FormInterpolationScale(true, true), new FormInterpolationScale(true, false),
        new FormInterpolationScale(false, true), new FormInterpolationScale(false, false)};
  }

  @Override
  public Operand.Result pattern() {
    return interpolation.output("Out");
  }

  @Override
  public Rewrite rewrite(Match match) {
    Operator interpolated = match.operator(interpolation);
    Optional<Float> factor = factor(match).filter(FormInterpolationScale::isWhole);
    if (factor.isEmpty() || !takesImageSize(match.operator(slice))
        || !interpolated.textAttribute("data_layout", "NCHW").equals("NCHW")) {
      return Rewrite.NONE;
    }
    Operator.Builder scaled = interpolated.toBuilder().withoutInput("OutSize");
    return new Rewrite.Replace((interpolated.type().endsWith("_v2")
        ? scaled.attribute("scale", new Attribute.Floats(List.of(factor.get(), factor.get())))
        : scaled.attribute("scale", factor.get())).build());
  }

  private Optional<Float> factor(Match match) {
    Operator operator = match.operator(product);
    if (operator.type().equals("scale")) {
      return Scale.of(operator).filter(scale -> scale.offset() == 0).map(Scale::factor);
    }
    return match.plainConstant(match.variable(constant)).filter(tensor -> tensor.elementCount() == 1)
        .map(tensor -> (float) tensor.doubleAt(0));
  }

  /** Tell whether sizes and their ratios are the same, whether they are given as a size or as a factor. */
  private static boolean isWhole(float factor) {
    return factor >= 1 && factor == Math.rint(factor) && factor <= Short.MAX_VALUE;
  }

  private static boolean takesImageSize(Operator slice) {
    return Arrays.equals(slice.longsAttribute("axes"), new long[]{0})
        && Arrays.equals(slice.longsAttribute("starts"), new long[]{2})
        && slice.longsAttribute("ends").length == 1 && slice.longsAttribute("ends")[0] >= 2 + SPATIAL_DIMENSIONS
        && slice.longsAttribute("decrease_axis").length == 0
        && slice.inputs().values().stream().mapToLong(List::size).sum() == 1;
  }
}
