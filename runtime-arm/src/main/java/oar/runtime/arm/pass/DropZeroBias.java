package oar.runtime.arm.pass;

import static oar.runtime.arm.graph.Pattern.operator;

import oar.api.model.Operator;
import oar.runtime.arm.graph.Match;
import oar.runtime.arm.graph.Operand;
import oar.runtime.arm.graph.Pattern;
import oar.runtime.arm.graph.Rewrite;
import oar.runtime.arm.graph.Rule;

/**
 * Drops a bias of nothing but zeros. A fully connected layer with an activation keeps it, since Paddle-Lite applies the
 * activation of several rows where it adds the bias, and nowhere else.
 *
 * <pre>
 * convolution or fc(constant Bias of zeros) -- Out
 *
 * convolution or fc() -- Out
 * </pre>
 */
final class DropZeroBias implements Rule {
  private final Operand bias = Operand.constant();
  private final Pattern biased;
  private final Operand.Result pattern;

  private DropZeroBias(String slot, String... types) {
    biased = operator(types).input("Bias", bias);
    pattern = biased.output(slot);
  }

  /** Create the rule for convolutions. */
  static Rule ofConvolutions() {
    return new DropZeroBias("Output", Convolution.TYPES);
  }

  /** Create the rule for fully connected layers. */
  static Rule ofFullyConnectedLayers() {
    return new DropZeroBias("Out", "fc");
  }

  @Override
  public Operand.Result pattern() {
    return pattern;
  }

  @Override
  public Rewrite rewrite(Match match) {
    Operator operator = match.operator(biased);
    return operator.textAttribute("activation_type", "").isEmpty()
        && match.floats(match.variable(bias)).filter(Floats::areZero).isPresent()
            ? new Rewrite.Replace(operator.toBuilder().withoutInput("Bias").build())
            : Rewrite.NONE;
  }
}
