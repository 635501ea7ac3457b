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

  /** Tell whether a flag asks for something: it is true, or a text that is not empty. A number alone asks for nothing. */
  boolean asksFor(OptFlag flag) {
    return switch (flag.kind()) {
      case BOOLEAN -> isSet(flag);
      case TEXT -> !text(flag).isEmpty();
      case NUMBER -> false;
    };
  }

  /**
   * Check the flags that are numbers.
   *
   * @throws UsageException if a value is none
   */
  void requireNumbers() {
    given.forEach((flag, value) -> {
      if (flag.kind() == OptFlag.Kind.NUMBER && !isNumber(value)) {
        throw new UsageException("opt: --" + flag.label() + " is '" + value + "'; it must be a number");
      }
    });
  }

  private static boolean isNumber(String text) {
    try {
      return Double.isFinite(Double.parseDouble(text));
    } catch (NumberFormatException e) {
      return false;
    }
  }
}
