package oar.cli.opt;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import oar.api.error.UnsupportedProgramException;
import oar.api.error.UsageException;

/**
 * What opt is asked to do.
 *
 * @param model what to read
 * @param out what to write, without the ending that its type has
 * @param type what to write it as
 * @param quantizer which quantizer, empty to leave the weights
 * @param compatible whether to quantize exactly what Paddle-Lite's opt does
 */
record OptRequest(OptModel model, String out, Type type, Optional<String> quantizer, boolean compatible) {
  private static final Map<String, String> QUANTIZERS = Map.of("QUANT_INT8", "int8", "QUANT_INT16", "int16");

  /** What opt writes. */
  enum Type {
    NAIVE_BUFFER, PROTOBUF
  }

  /**
   * Read the flags.
   *
   * @param flags those that are given
   * @throws UsageException if a value makes no sense, or no model or output is named
   * @throws UnsupportedProgramException if something is asked for that Oar does not have, with all of it
   */
  static OptRequest of(OptFlags flags) {
    Type type = switch (flags.text(OptFlag.OPTIMIZE_OUT_TYPE)) {
      case "naive_buffer" -> Type.NAIVE_BUFFER;
      case "protobuf" -> Type.PROTOBUF;
      default -> throw new UsageException("Unsupported Model type :" + flags.text(OptFlag.OPTIMIZE_OUT_TYPE)
          + "; --optimize_out_type is naive_buffer or protobuf");
    };
    flags.requireNumbers();
    List<String> unsupportedTargets = OptTargets.unsupported(flags.text(OptFlag.VALID_TARGETS));
    Optional<String> quantizer = quantizer(flags);
    requireSupported(flags, unsupportedTargets);
    if (flags.text(OptFlag.OPTIMIZE_OUT).isEmpty()) {
      throw new UsageException("opt: name the output with --optimize_out");
    }
    return new OptRequest(OptModel.of(flags), flags.text(OptFlag.OPTIMIZE_OUT), type, quantizer,
        flags.isSet(OptFlag.COMPATIBLE));
  }

  private static Optional<String> quantizer(OptFlags flags) {
    if (!flags.isSet(OptFlag.QUANT_MODEL)) {
      return Optional.empty();
    }
    String type = flags.text(OptFlag.QUANT_TYPE);
    String quantizer = QUANTIZERS.get(type);
    if (quantizer == null) {
      throw new UsageException(
          "Unsupported quant type: " + type + "; --quant_type is QUANT_INT8 or QUANT_INT16");
    }
    return Optional.of(quantizer);
  }

  private static void requireSupported(OptFlags flags, List<String> unsupportedTargets) {
    List<String> problems = new ArrayList<>();
    for (OptFlag flag : OptFlag.values()) {
      if (!flag.isSupported() && flags.asksFor(flag)) {
        problems.add("--" + flag.label() + " is not supported yet");
      }
    }
    for (String target : unsupportedTargets) {
      problems.add("--valid_targets: target " + target + " is not supported yet; arm is");
    }
    if (!problems.isEmpty()) {
      throw new UnsupportedProgramException("opt cannot do all that is asked for", problems);
    }
  }
}
