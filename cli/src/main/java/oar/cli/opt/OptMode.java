package oar.cli.opt;

import java.util.Arrays;
import java.util.Optional;

/** What opt does instead of optimising a model, the first that is asked for. */
enum OptMode {
  ALL_OPERATORS(OptFlag.PRINT_ALL_OPS), SUPPORTED_OPERATORS(OptFlag.PRINT_SUPPORTED_OPS), KERNELS(
      OptFlag.DISPLAY_KERNELS),
  MODEL_OPERATORS(OptFlag.PRINT_MODEL_OPS), MARKDOWN(
      OptFlag.PRINT_ALL_OPS_IN_MD_FORMAT),
  DRAWING(OptFlag.OPTIMIZED_NB_MODEL_PATH);

  private final OptFlag flag;

  OptMode(OptFlag flag) {
    this.flag = flag;
  }

  /** Return what the flags ask for, empty if it is to optimise. */
  static Optional<OptMode> of(OptFlags flags) {
    return Arrays.stream(values()).filter(mode -> mode.isAskedFor(flags)).findFirst();
  }

  private boolean isAskedFor(OptFlags flags) {
    return switch (this) {
      case ALL_OPERATORS, SUPPORTED_OPERATORS, KERNELS, MODEL_OPERATORS, MARKDOWN -> flags.isSet(flag);
      case DRAWING -> !flags.text(flag).isEmpty() && !flags.text(OptFlag.VISUALIZATION_FILE_OUTPUT_PATH).isEmpty();
    };
  }
}
