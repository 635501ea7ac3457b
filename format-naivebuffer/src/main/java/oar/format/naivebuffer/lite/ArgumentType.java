package oar.format.naivebuffer.lite;

import java.util.Locale;

/**
 * What a variable is, or what a kernel is declared to take or give in a slot.
 *
 * @param precision the element type
 * @param isList whether it is a tensor array
 */
record ArgumentType(Precision precision, boolean isList) {
  static final ArgumentType ANY_TENSOR = new ArgumentType(Precision.ANY, false);
  static final ArgumentType LIST = new ArgumentType(Precision.ANY, true);

  /** Parse a name of the kernel table. */
  static ArgumentType parse(String name) {
    return name.equals("list") ? LIST : new ArgumentType(Precision.valueOf(name.toUpperCase(Locale.ROOT)), false);
  }

  @Override
  public String toString() {
    return isList ? "list" : precision.name().toLowerCase(Locale.ROOT);
  }
}
