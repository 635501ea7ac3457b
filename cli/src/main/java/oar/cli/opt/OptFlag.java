package oar.cli.opt;

import java.util.Optional;

/** The flags of {@code oar opt}: those of Paddle-Lite's opt, of its binary and its script alike, and Oar's own. */
enum OptFlag {
  MODEL_DIR("model_dir", Kind.TEXT, "", "The folder of the model; --model_file and --param_file go before it."),
  MODEL_FILE("model_file", Kind.TEXT, "", "The file with the program."),
  PARAM_FILE("param_file", Kind.TEXT, "", "The file with the weights."),
  OPTIMIZE_OUT("optimize_out", Kind.TEXT, "", "What to write: X writes X.nb, or the folder X with protobuf."),
  OPTIMIZE_OUT_TYPE("optimize_out_type", Kind.TEXT, "naive_buffer", "naive_buffer or protobuf."),
  VALID_TARGETS("valid_targets", Kind.TEXT, "arm", "Where the model is to run, joined by commas."),
  QUANT_MODEL("quant_model", Kind.BOOLEAN, "false", "Quantize weights."),
  QUANT_TYPE("quant_type", Kind.TEXT, "QUANT_INT16", "QUANT_INT8 or QUANT_INT16."),
  COMPATIBLE("compatible", Kind.BOOLEAN, "false", "Quantize exactly what Paddle-Lite's opt does, biases included."),
  MODEL_FILENAME("model_filename", Kind.TEXT, "", "Has no effect, as in Paddle-Lite's opt."),
  PARAM_FILENAME("param_filename", Kind.TEXT, "", "Has no effect, as in Paddle-Lite's opt."),
  SPARSE_MODEL("sparse_model", Kind.BOOLEAN, "false", "Make 1x1 convolutions with many zeros sparse."),
  SPARSE_THRESHOLD("sparse_threshold", Kind.NUMBER, "0.6", "The least share of zeros of a sparse convolution, 0 to 1."),
  ENABLE_FP16("enable_fp16", Kind.BOOLEAN, "false", "Choose FLOAT16 kernels; weights stay FLOAT32 in the file."),
  FORCE("force", Kind.BOOLEAN, "false", "Write what the runtime cannot run, too."),
  TARGET_VERSION("target_version", Kind.TEXT, "", "The version of the runtime that is to run the file, such as v2.10."),
  RECORD_TAILORING_INFO("record_tailoring_info", Kind.BOOLEAN, "false",
      "Write to the folder that --optimize_out names which operators and kernels the model needs."),
  MODEL_SET_DIR("model_set_dir", Kind.TEXT, "",
      "A folder of models: X of --optimize_out becomes a folder with all of them."),
  MODEL_SET("model_set", Kind.TEXT, "", "The same as --model_set_dir."),
  PRINT_ALL_OPS("print_all_ops", Kind.BOOLEAN, "false", "Print the operators of Paddle-Lite."),
  PRINT_ALL_OPS_IN_MD_FORMAT("print_all_ops_in_md_format", Kind.BOOLEAN, "false", "Print them in Markdown."),
  PRINT_SUPPORTED_OPS("print_supported_ops", Kind.BOOLEAN, "false",
      "Print those that run on the targets of --valid_targets."),
  PRINT_MODEL_OPS("print_model_ops", Kind.BOOLEAN, "false", "Print those of the model, and whether all run."),
  DISPLAY_KERNELS("display_kernels", Kind.BOOLEAN, "false", "Print the operators for which Paddle-Lite has kernels."),
  OPTIMIZED_NB_MODEL_PATH("optimized_nb_model_path", Kind.TEXT, "", "A .nb to draw with Graphviz."),
  VISUALIZATION_FILE_OUTPUT_PATH("visualization_file_output_path", Kind.TEXT, "",
      "The folder for the drawing, Block_0.dot and so on."),
  NNADAPTER_MIXED_PRECISION_QUANTIZATION_CONFIG_PATH("nnadapter_mixed_precision_quantization_config_path", Kind.TEXT,
      "", "Has an effect with targets alone that Oar does not optimise for.");

  private final String label;
  private final Kind kind;
  private final String defaultValue;
  private final String help;

  /** What values a flag takes. */
  enum Kind {
    TEXT, BOOLEAN, NUMBER
  }

  OptFlag(String label, Kind kind, String defaultValue, String help) {
    this.label = label;
    this.kind = kind;
    this.defaultValue = defaultValue;
    this.help = help;
  }

  /** Return its name without dashes. */
  String label() {
    return label;
  }

  Kind kind() {
    return kind;
  }

  /** Return the value of a flag that is not given. */
  String defaultValue() {
    return defaultValue;
  }

  /** Return what it does, in a line. */
  String help() {
    return help;
  }

  /** Find a flag by its name, or by the beginning of its name that no other shares, as the script allows. */
  static Optional<OptFlag> named(String text) {
    OptFlag found = null;
    boolean ambiguous = false;
    for (OptFlag flag : values()) {
      if (flag.label.equals(text)) {
        return Optional.of(flag);
      }
      if (flag.label.startsWith(text)) {
        ambiguous = found != null;
        found = flag;
      }
    }
    return ambiguous ? Optional.empty() : Optional.ofNullable(found);
  }
}
