package oar.runtime.arm.pass;

import static oar.runtime.arm.graph.Pattern.operator;

import java.util.Optional;
import java.util.Set;
import oar.api.model.Operator;
import oar.api.model.Shape;
import oar.api.model.Tensor;
import oar.api.model.Weight;
import oar.runtime.arm.graph.Access;
import oar.runtime.arm.graph.Match;
import oar.runtime.arm.graph.Operand;
import oar.runtime.arm.graph.Pattern;
import oar.runtime.arm.graph.Rewrite;

/** A convolution in a {@link Match} that gives its plain sums, so that a pass may make what follows a part of it. */
final class Convolution {
  /** The operators that convolve in two dimensions. */
  static final String[] TYPES = {"conv2d", "depthwise_conv2d", "conv2d_transpose", "depthwise_conv2d_transpose"};

  private static final Operand FILTER = Operand.constant();

  /** Any of them with a constant filter. */
  static final Pattern PATTERN = operator(TYPES).input("Filter", FILTER);

  /** What it computes: {@code [N, channels, height, width]}. */
  static final Operand.Result OUTPUT = PATTERN.output("Output");

  static final int RANK = 4;
  static final int CHANNEL_AXIS = 1;

  private static final Set<String> CHANNELS_FIRST = Set.of("", "NCHW", "AnyLayout");

  private final Match match;
  private final Operator operator;
  private final Filter filter;
  private final Optional<float[]> bias;

  private Convolution(Match match, Operator operator, Filter filter, Optional<float[]> bias) {
    this.match = match;
    this.operator = operator;
    this.filter = filter;
    this.bias = bias;
  }

  /** Take the convolution of a match, or empty if more than a constant bias is done to its sums. */
  static Optional<Convolution> of(Match match) {
    Operator operator = match.operator(PATTERN);
    Optional<Filter> filter = match.constant(match.variable(FILTER)).flatMap(weight -> Filter.of(operator, weight));
    if (filter.isEmpty() || !isPlain(operator)) {
      return Optional.empty();
    }
    Optional<float[]> bias = Access.input(operator, "Bias").flatMap(match::floats)
        .filter(tensor -> tensor.elementCount() == filter.get().channels()).map(Tensor::toFloats);
    return Access.hasInput(operator, "Bias") && bias.isEmpty()
        ? Optional.empty()
        : Optional.of(new Convolution(match, operator, filter.get(), bias));
  }

  /** Tell whether nothing but a bias is done to the sums of a convolution in channels-first layout. */
  static boolean isPlain(Operator operator) {
    return CHANNELS_FIRST.contains(operator.textAttribute("data_format", ""))
        && !operator.booleanAttribute("with_act", false) && !operator.booleanAttribute("fuse_relu", false)
        && operator.textAttribute("act_type", "").isEmpty() && operator.textAttribute("fuse_activation", "").isEmpty()
        && operator.textAttribute("fuse_elementwise_op_type", "").isEmpty()
        && operator.textAttribute("scale_activation_type", "").isEmpty()
        && !operator.booleanAttribute("enable_int8", false)
        && !Access.hasInput(operator, "ResidualData") && !Access.hasInput(operator, "SecondInput");
  }

  /** Return the number of output channels. */
  int channels() {
    return filter.channels();
  }

  /**
   * Make a function of the channels a part of filter and bias.
   *
   * @param affine the function, of as many channels as the convolution has
   * @param biasName what to call a bias if there is none yet
   */
  Rewrite absorb(ChannelAffine affine, String biasName) {
    Optional<Weight> newFilter = affine.multiplies() ? filter.times(affine) : Optional.of(filter.weight());
    if (!affine.isFinite() || newFilter.isEmpty()) {
      return Rewrite.NONE;
    }
    Operator.Builder builder = operator.toBuilder().output("Output", match.result())
        .input("Filter", match.store(match.variable(FILTER), newFilter.get()));
    if (bias.isPresent() || affine.adds()) {
      float[] newBias = affine.apply(bias.orElse(new float[channels()]));
      String name = bias.isPresent() ? operator.input("Bias").orElseThrow() : biasName;
      builder.input("Bias", match.store(name, Tensor.of(Shape.of(channels()), newBias)));
    }
    return new Rewrite.Replace(builder.build());
  }
}
