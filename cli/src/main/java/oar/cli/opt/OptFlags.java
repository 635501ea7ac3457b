package oar.cli.opt;

import java.util.EnumMap;
import java.util.Map;
import oar.api.error.UsageException;

/** The values of opt's flags. */
final class OptFlags {
  private final Map<OptFlag, String> given;

  /** Hold the values of the flags that are given; the others have their defaults. */
  OptFlags(Map<OptFlag, String> given) {
    this.given = new EnumMap<>(OptFlag.class);
    this.given.putAll(given);
  }

  String text(OptFlag flag) {
    return given.getOrDefault(flag, flag.defaultValue());
  }

  /**
   * Tell whether a boolean flag is true.
   *
   * @throws UsageException if its value is neither true nor false
   */
  boolean isSet(OptFlag flag) {
    return FlagSyntax.booleanValue(text(flag)).orElseThrow(
        () -> new UsageException("opt: --" + flag.label() + " is '" + text(flag) + "'; it must be true or false"));
  }

  /**
   * Return the value of a flag that is a number.
   *
   * @throws UsageException if its value is none
   */
  double number(OptFlag flag) {
    try {
      double value = Double.parseDouble(text(flag));
      if (Double.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      // The same message serves both.
    }
    throw new UsageException("opt: --" + flag.label() + " is '" + text(flag) + "'; it must be a number");
  }
}
