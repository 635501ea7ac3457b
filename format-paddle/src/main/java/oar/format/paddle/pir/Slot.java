package oar.format.paddle.pir;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where an operator of Paddle 2 has an operand or a result of a PIR operation. */
sealed interface Slot {
  /**
   * A named slot.
   *
   * @param name for example {@code Input}
   * @param optional whether the value may be left out
   * @param list whether the value is a vector, whose elements fill the slot
   */
  record Named(String name, boolean optional, boolean list) implements Slot {}

  /**
   * An attribute, where the value is a constant.
   *
   * @param attribute its name
   * @param form its type
   * @param slot where a value goes that is no constant, empty if there is no such place
   */
  record Constant(String attribute, AttributeForm form, Optional<Named> slot) implements Slot {}

  /** No place: the value does not matter. */
  record Ignored() implements Slot {}

  /** A result that the operator has and the operation has not. */
  record Additional(String name) implements Slot {}

  /** A name, {@code *} if it takes a vector, {@code ?} if it may be left out. */
  Pattern NAMED = Pattern.compile("(\\w+)(\\*?)(\\??)");

  /**
   * Read the notation of the tables.
   *
   * @param text {@code X}, {@code X?}, {@code X*}, {@code X*?}, {@code @attribute:form}, {@code @attribute:form/Slot},
   *     {@code +Additional}, or {@code -} for what is ignored
   */
  static Slot parse(String text) {
    if (text.equals("-")) {
      return new Ignored();
    }
    if (text.startsWith("+")) {
      return new Additional(text.substring(1));
    }
    if (!text.startsWith("@")) {
      return named(text);
    }
    int colon = text.indexOf(':');
    int slash = text.indexOf('/');
    String form = text.substring(colon + 1, slash < 0 ? text.length() : slash);
    return new Constant(text.substring(1, colon), AttributeForm.ofLabel(form),
        slash < 0 ? Optional.empty() : Optional.of(named(text.substring(slash + 1))));
  }

  private static Named named(String text) {
    Matcher matcher = NAMED.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("'" + text + "' is no slot");
    }
    return new Named(matcher.group(1), !matcher.group(3).isEmpty(), !matcher.group(2).isEmpty());
  }
}
