package oar.cli;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what a mistyped command or option may have meant. */
final class Suggestions {
  private static final int MOST_EDITS = 2;

  private Suggestions() {}

  /** Return the message of a syntax error, with what may have been meant and where help is. */
  static String describe(ParameterException failure) {
    CommandLine command = failure.getCommandLine();
    StringBuilder message = new StringBuilder(failure.getMessage());
    if (failure instanceof UnmatchedArgumentException unmatched) {
      message.append(hint(unmatched.getUnmatched().getFirst(), command));
    }
    return message.append("\nTry '").append(command.getCommandSpec().qualifiedName()).append(" --help'.").toString();
  }

  private static String hint(String argument, CommandLine command) {
    if (argument.startsWith("@")) {
      return "; there is no recipe of that name";
    }
    List<String> meant = argument.startsWith("-")
        ? nearest(argument.replaceFirst("=.*", ""), command.getCommandSpec().optionsMap().keySet())
        : nearest(argument, CommandTable.names());
    return meant.isEmpty() ? "" : "; did you mean " + String.join(" or ", meant) + "?";
  }

  /** Return the names that are the fewest edits away, none if that is many. */
  private static List<String> nearest(String text, Collection<String> names) {
    List<String> nearest = new ArrayList<>();
    int fewest = Math.min(MOST_EDITS, text.length() - 1);
    for (String name : names) {
      int edits = edits(text, name);
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

  /** Return how many characters must be inserted, removed or replaced to make one text of another (Levenshtein). */
  private static int edits(String from, String to) {
    int[] row = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int above = row[j];
        int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replaced, Math.min(above, row[j - 1]) + 1);
        diagonal = above;
      }
    }
    return row[to.length()];
  }
}
