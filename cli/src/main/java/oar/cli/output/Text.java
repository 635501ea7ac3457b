package oar.cli.output;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.HexFormat;

/** Puts values into words. */
public final class Text {
  private static final String[] UNITS = {"kB", "MB", "GB", "TB"};
  private static final int UNIT = 1000;
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
    return decimal(size, size < 9.995 ? 2 : size < 99.95 ? 1 : 0) + " " + UNITS[unit];
  }

  /** Return a part of a whole as {@code 98.83 %}; of nothing it is 0 %. */
  public static String percent(double part, double whole) {
    return decimal(whole == 0 ? 0 : part * 100 / whole, 2) + " %";
  }

  /** Return a number with six significant digits. */
  public static String number(double value) {
    if (!Double.isFinite(value) || value == 0) {
      return Double.toString(value);
    }
    return Double.toString(new BigDecimal(value).round(new MathContext(NUMBER_DIGITS)).doubleValue());
  }

  /** Return a number that is not negative with three significant digits, and no more than six decimals. */
  public static String rounded(double value) {
    int decimals = 2;
    for (double bound = 9.995; decimals > 0 && value >= bound; bound *= 10) {
      decimals--;
    }
    for (double bound = 0.9995; decimals < NUMBER_DIGITS && value != 0 && value < bound; bound /= 10) {
      decimals++;
    }
    return decimal(value, decimals);
  }

  /** Return a count with its noun: {@code 1 weight}, {@code 2 weights}. */
  public static String count(long count, String noun) {
    return count == 1 ? "1 " + noun : count + " " + noun + "s";
  }

  /** Format a positive number without the classes that do it exactly, which take longer to start than most commands. */
  private static String decimal(double value, int decimals) {
    long scale = 1;
    for (int i = 0; i < decimals; i++) {
      scale *= 10;
    }
    long scaled = Math.round(value * scale);
    String fraction = Long.toString(scale + scaled % scale).substring(1);
    return scaled / scale + (decimals == 0 ? "" : "." + fraction);
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
