package oar.cli.output;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts values into forms that JSON has. */
public final class Json {
  private Json() {}

  /** Return a number, or its text where JSON has none such: {@code "NaN"}, {@code "Infinity"}. */
  public static Object number(Number value) {
    return Double.isFinite(value.doubleValue()) ? value : value.toString();
  }

  /** Return the numbers of an array. */
  public static List<Long> numbers(long[] values) {
    List<Long> numbers = new ArrayList<>(values.length);
    for (long value : values) {
      numbers.add(value);
    }
    return numbers;
  }

  /** Begin an object with one member; others may be put into it. */
  public static Map<String, Object> object(String name, Object value) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put(name, value);
    return object;
  }
}
