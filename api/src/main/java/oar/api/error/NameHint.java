package oar.api.error;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** Says which name a mistyped one may have meant. */
public final class NameHint {
  private static final int MOST_EDITS = 2;
  private static final int MOST_NAMES = 3;

  private NameHint() {}

  /**
   * Return what a message about an unknown name is to say at its end.
   *
   * @param given the unknown name
   * @param names those that there are
   * @return {@code ; did you mean nchw?}, or nothing if no name is like the given one
   */
  public static String of(String given, Collection<String> names) {
    List<String> meant = nearest(given, names);
    if (meant.isEmpty()) {
      meant = names.stream().filter(name -> given.length() > 1 && name.startsWith(given)).toList();
    }
    return meant.isEmpty()
        ? ""
        : "; did you mean " + String.join(" or ", meant.stream().limit(MOST_NAMES).toList()) + "?";
  }

  /** Return the names that are the fewest edits away, none if that is many. */
  private static List<String> nearest(String given, Collection<String> names) {
    List<String> nearest = new ArrayList<>();
    int fewest = Math.min(MOST_EDITS, given.length() - 1);
    for (String name : names) {
      int edits = edits(given.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT));
      if (edits < fewest) {
        nearest.clear();
        fewest = edits;
      }
      if (edits == fewest) {
        nearest.add(name);
      }
    }
    return nearest;
  }

  /**
   * Return how many characters must be inserted, removed, replaced, or swapped with their neighbours, to make one text of
   * another (optimal string alignment).
   */
  private static int edits(String from, String to) {
    int[][] rows = new int[from.length() + 1][to.length() + 1];
    for (int i = 0; i <= from.length(); i++) {
      for (int j = 0; j <= to.length(); j++) {
        rows[i][j] = i == 0 || j == 0 ? i + j : edits(rows, from, to, i, j);
      }
    }
    return rows[from.length()][to.length()];
  }

  private static int edits(int[][] rows, String from, String to, int i, int j) {
    boolean same = from.charAt(i - 1) == to.charAt(j - 1);
    int fewest = Math.min(rows[i - 1][j - 1] + (same ? 0 : 1), Math.min(rows[i - 1][j], rows[i][j - 1]) + 1);
    boolean swapped = i > 1 && j > 1 && from.charAt(i - 1) == to.charAt(j - 2)
        && from.charAt(i - 2) == to.charAt(j - 1);
    return swapped ? Math.min(fewest, rows[i - 2][j - 2] + 1) : fewest;
  }
}
