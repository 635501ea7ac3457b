package oar.format.naivebuffer.lite;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** The order in which a .nb stores names: that of their UTF-8 bytes, which Java's own order of texts is not. */
public final class ByteOrdered {
  /** Compares texts as their UTF-8 bytes, taken as unsigned, compare. */
  public static final Comparator<String> ORDER = ByteOrdered::compare;

  private ByteOrdered() {}

  private static int compare(String left, String right) {
    for (int i = 0; i < Math.min(left.length(), right.length()); i++) {
      char first = left.charAt(i);
      char second = right.charAt(i);
      if (first != second) {
        // Surrogates stand for characters beyond all others, though their own numbers are not the largest.
        boolean isBeyond = Character.isSurrogate(first);
        return isBeyond == Character.isSurrogate(second) ? first - second : isBeyond ? 1 : -1;
      }
    }
    return left.length() - right.length();
  }

  /** Return a map's entries in order of their names. */
  public static <V> List<Map.Entry<String, V>> entries(Map<String, V> map) {
    return map.entrySet().stream().sorted((one, other) -> compare(one.getKey(), other.getKey())).toList();
  }

  /** Return names in order, each once. */
  public static List<String> distinct(Collection<String> names) {
    return names.stream().distinct().sorted(ORDER).toList();
  }
}
