package oar.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.ParseResult;

/** A file that stands for arguments: one command a line, in the quotes that picocli reads. */
final class Recipe {
  private Recipe() {}

  /**
   * Write the commands that arguments are, those of other recipes in full.
   *
   * @throws IOException if the file cannot be written
   */
  static void write(Path file, ParseResult parsed) throws IOException {
    List<String> arguments = parsed.expandedArgs();
    int first = 0;
    while (!CommandTable.names().contains(arguments.get(first))) {
      first++;
    }
    Files.writeString(file, format(arguments.subList(first, arguments.size())));
  }

  /** Put every command on a line of its own. */
  static String format(List<String> arguments) {
    List<String> words = new ArrayList<>();
    StringBuilder lines = new StringBuilder();
    for (String argument : arguments) {
      if (CommandTable.names().contains(argument) && !words.isEmpty()) {
        lines.append(String.join(" ", words)).append('\n');
        words.clear();
      }
      words.add(quote(argument));
    }
    return lines.append(String.join(" ", words)).append('\n').toString();
  }

  private static String quote(String argument) {
    String word = argument.startsWith("@") ? "@" + argument : argument;
    boolean plain = !word.isEmpty() && word.chars().allMatch(c -> c > ' ' && "\"'#\\".indexOf(c) < 0);
    return plain ? word : '"' + word.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
  }
}
