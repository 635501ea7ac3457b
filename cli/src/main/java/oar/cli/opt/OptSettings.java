package oar.cli.opt;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import oar.api.error.UsageException;

/**
 * How opt is to treat a model, whichever it is.
 *
 * @param type what to write it as
 * @param quantizer which quantizer, empty to leave the weights
 * @param compatible whether to quantize exactly what Paddle-Lite's opt does
 * @param targets where the model is to run
 * @param formatOptions options of the .nb format
 * @param tailoring whether to record what the model needs of the runtime
 */
record OptSettings(Type type, Optional<String> quantizer, boolean compatible, OptTargets targets,
    Map<String, String> formatOptions, boolean tailoring) {
  private static final Map<String, String> QUANTIZERS = Map.of("QUANT_INT8", "int8", "QUANT_INT16", "int16");

  /** Create from a copy of the options. */
  OptSettings {
    formatOptions = Map.copyOf(formatOptions);
  }

  /** What opt writes. */
  enum Type {
    NAIVE_BUFFER, PROTOBUF
  }

  /**
   * Read the flags.
   *
   * @throws UsageException if a value makes no sense
   */
  static OptSettings of(OptFlags flags) {
    Type type = switch (flags.text(OptFlag.OPTIMIZE_OUT_TYPE)) {
      case "naive_buffer" -> Type.NAIVE_BUFFER;
      case "protobuf" -> Type.PROTOBUF;
      default -> throw new UsageException("Unsupported Model type :" + flags.text(OptFlag.OPTIMIZE_OUT_TYPE)
          + "; --optimize_out_type is naive_buffer or protobuf");
    };
    return new OptSettings(type, quantizer(flags), flags.isSet(OptFlag.COMPATIBLE),
        OptTargets.of(flags.text(OptFlag.VALID_TARGETS)), formatOptions(flags),
        flags.isSet(OptFlag.RECORD_TAILORING_INFO));
  }

  private static Optional<String> quantizer(OptFlags flags) {
    if (!flags.isSet(OptFlag.QUANT_MODEL)) {
      return Optional.empty();
    }
    String type = flags.text(OptFlag.QUANT_TYPE);
    String quantizer = QUANTIZERS.get(type);
    if (quantizer == null) {
      throw new UsageException("Unsupported quant type: " + type + "; --quant_type is QUANT_INT8 or QUANT_INT16");
    }
    return Optional.of(quantizer);
  }

  private static Map<String, String> formatOptions(OptFlags flags) {
    Map<String, String> options = new LinkedHashMap<>();
    double threshold = flags.number(OptFlag.SPARSE_THRESHOLD);
    if (flags.isSet(OptFlag.SPARSE_MODEL)) {
      if (threshold < 0 || threshold > 1) {
        throw new UsageException("Please set sparse_threshold between 0.0 and 1.0.");
      }
      options.put("sparse-threshold", Double.toString(threshold));
    }
    if (flags.isSet(OptFlag.ENABLE_FP16)) {
      options.put("half-precision", "true");
    }
    if (flags.isSet(OptFlag.FORCE)) {
      options.put("force", "true");
    }
    if (!flags.text(OptFlag.TARGET_VERSION).isEmpty()) {
      options.put("target-version", flags.text(OptFlag.TARGET_VERSION));
    }
    return options;
  }
}
