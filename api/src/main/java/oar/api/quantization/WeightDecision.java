package oar.api.quantization;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What is to be done with one weight, and why.
 *
 * @param weight its name
 * @param users the types of the operators that read it, each once, in order
 * @param channelAxis the axis of its channels if it is to be quantized, empty if it stays as it is
 * @param reason why it stays as it is, empty if it is to be quantized
 */
public record WeightDecision(String weight, List<String> users, OptionalInt channelAxis, Optional<String> reason) {
  /** Create a decision. */
  public WeightDecision {
    users = List.copyOf(users);
  }

  static WeightDecision quantize(String weight, List<String> users, int channelAxis) {
    return new WeightDecision(weight, users, OptionalInt.of(channelAxis), Optional.empty());
  }

  static WeightDecision keep(String weight, List<String> users, String reason) {
    return new WeightDecision(weight, users, OptionalInt.empty(), Optional.of(reason));
  }
}
