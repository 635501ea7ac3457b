package oar.cli.output;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.HexFormat;

/** Puts values into words. */
public final class Text {
  private static final String[] UNITS = {"kB", "MB", "GB", "TB"};
  private static final int UNIT = 1000;
  private static final int BYTE_DIGITS = 3;
  private static final int PERCENT_DECIMALS = 2;
  private static final int NUMBER_DIGITS = 6;

  private Text() {}

  /** Return a size as {@code 812 bytes}, {@code 4.25 MB}. */
  public static String bytes(long bytes) {
    if (bytes < UNIT) {
      return bytes == 1 ? "1 byte" : bytes + " bytes";
    }
    double size = bytes;
    int unit = -1;
    while (size >= UNIT - 0.5 && unit < UNITS.length - 1) {
      size /= UNIT;
      unit++;
    }
    return rounded(size, BYTE_DIGITS) + " " + UNITS[unit];
  }

  /** Return a part of a whole as {@code 98.83 %}; of nothing it is 0 %. */
  public static String percent(double part, double whole) {
    double percent = whole == 0 ? 0 : part * 100 / whole;
    return BigDecimal.valueOf(percent).setScale(PERCENT_DECIMALS, RoundingMode.HALF_UP).toPlainString() + " %";
  }

  /** Return a number with six significant digits. */
  public static String number(double value) {
    if (!Double.isFinite(value) || value == 0) {
      return Double.toString(value);
    }
    return Double.toString(new BigDecimal(value).round(new MathContext(NUMBER_DIGITS)).doubleValue());
  }

  /** Return a count with its noun: {@code 1 weight}, {@code 2 weights}. */
  public static String count(long count, String noun) {
    return count == 1 ? "1 " + noun : count + " " + noun + "s";
  }

  private static String rounded(double value, int digits) {
    return new BigDecimal(value).round(new MathContext(digits)).toPlainString();
  }

  /**
   * Return a text that came out of a file, fit for a terminal: control characters become {@code \}{@code u001b}, so that no
   * model can move the cursor or hide a line.
   */
  public static String escape(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (isControl(text.charAt(i))) {
        return escapeAll(text, false);
      }
    }
    return text;
  }

  /** Escape a text of several lines, as {@link #escape} does, but for the line ends. */
  public static String escapeLines(String text) {
    return escapeAll(text, true);
  }

  private static String escapeAll(String text, boolean keepLines) {
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      if (isControl(character) && !(keepLines && character == '\n')) {
        escaped.append("\\u").append(HexFormat.of().toHexDigits(character));
      } else {
        escaped.append(character);
      }
    }
    return escaped.toString();
  }

  private static boolean isControl(char character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
      default -> false;
    };
  }
}
