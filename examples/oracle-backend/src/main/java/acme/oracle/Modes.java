package acme.oracle;

import static java.util.Map.entry;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import oar.api.error.InvalidProgramException;
import oar.api.error.UnsupportedProgramException;
import oar.api.model.Operator;

/** Which modes of which operators have a definition. The others are refused: an oracle gives no wrong numbers. */
final class Modes {
  static final Set<String> ENDPOINTS = Set.of("feed", "fetch");
  private static final List<String> FLAGS_WITHOUT_DEFINITION = List.of("ceil_mode", "trans_x", "trans_y", "fuse_relu", "with_act",
      "enable_int8");
  /** What each definition reads; feed and fetch are the model's. */
  private static final Map<String, List<String>> SLOTS = Map.ofEntries(entry("feed", List.of("X")),
      entry("fetch", List.of("X")), entry("batch_norm", List.of("X", "Scale", "Bias", "Mean", "Variance")),
      entry("conv2d", List.of("Input", "Filter")), entry("depthwise_conv2d", List.of("Input", "Filter")),
      entry("dropout", List.of("X")), entry("elementwise_add", List.of("X", "Y")),
      entry("flatten_contiguous_range", List.of("X")), entry("hard_swish", List.of("X")),
      entry("matmul_v2", List.of("X", "Y")), entry("pool2d", List.of("X")), entry("relu", List.of("X")),
      entry("reshape2", List.of("X")), entry("scale", List.of("X")), entry("softmax", List.of("X")));
  static final Set<String> TYPES = SLOTS.keySet();

  private Modes() {}

  /** Return why an operator cannot be run, if so. */
  static Optional<String> problem(Operator operator) {
    if (!TYPES.contains(operator.type())) {
      return Optional.of("operator " + operator.type() + " has no definition here");
    }
    boolean hasMore = operator.inputs().keySet().stream()
        .anyMatch(slot -> !SLOTS.get(operator.type()).contains(slot) && operator.input(slot).isPresent());
    boolean isPlain = operator.textAttribute("data_format", "NCHW").endsWith("CHW")
        && operator.textAttribute("data_layout", "NCHW").endsWith("CHW")
        && operator.textAttribute("padding_algorithm", "EXPLICIT").equals("EXPLICIT")
        && operator.textAttribute("act_type", "").isEmpty() && FLAGS_WITHOUT_DEFINITION.stream()
            .noneMatch(flag -> operator.attribute(flag).isPresent() && operator.booleanAttribute(flag, false));
    boolean isWhole = !operator.type().equals("pool2d") || operator.booleanAttribute("exclusive", true)
        && !operator.booleanAttribute("adaptive", false) || Arrays.equals(operator.longsAttribute("ksize"), new long[]{1, 1});
    return isPlain && isWhole && !hasMore ? Optional.empty() : Optional.of(withoutDefinition(operator));
  }

  private static String withoutDefinition(Operator operator) {
    return "operator " + operator + " has a mode with no definition here";
  }

  /** Refuse what is seen only when the shapes are known. */
  static void require(boolean isDefined, Operator operator) {
    if (!isDefined) {
      throw new UnsupportedProgramException("the program cannot be run", List.of(withoutDefinition(operator)));
    }
  }

  /** Require what the definition of an operator reads. */
  static void requireSlots(Operator operator) {
    for (String slot : SLOTS.get(operator.type())) {
      if (operator.input(slot).isEmpty()) {
        throw new InvalidProgramException("operator " + operator + " has no input " + slot);
      }
    }
    if (operator.output(Definitions.outputSlot(operator)).isEmpty()) {
      throw new InvalidProgramException("operator " + operator + " has no output " + Definitions.outputSlot(operator));
    }
  }
}
