package oar.cli.opt;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.Stack;
import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Brings the spellings of Paddle-Lite's opt into one: {@code --flag=value}. It takes one dash or two, the value behind a space,
 * a boolean without a value, and {@code --noflag}. Of a flag that is given twice, the last value holds.
 */
final class FlagSyntax implements IParameterPreprocessor {
  private static final Set<String> TRUE_WORDS = Set.of("true", "t", "1", "yes", "y");
  private static final Set<String> FALSE_WORDS = Set.of("false", "f", "0", "no", "n");

  @Override
  public boolean preprocess(Stack<String> arguments, CommandSpec command, ArgSpec argument, Map<String, Object> info) {
    List<String> inOrder = new ArrayList<>(arguments);
    Collections.reverse(inOrder);
    List<String> normalized = normalize(inOrder);
    Collections.reverse(normalized);
    arguments.clear();
    arguments.addAll(normalized);
    return false;
  }

  /** Return the arguments in the one spelling; what is no flag of opt is left as it is. */
  static List<String> normalize(List<String> arguments) {
    Deque<String> rest = new ArrayDeque<>(arguments);
    List<String> normalized = new ArrayList<>();
    while (!rest.isEmpty()) {
      String argument = rest.poll();
      if (argument.startsWith("-")) {
        String flag = normalize(argument, rest);
        String nameAndEquals = flag.substring(0, flag.indexOf('=') + 1);
        normalized.removeIf(earlier -> !nameAndEquals.isEmpty() && earlier.startsWith(nameAndEquals));
        normalized.add(flag);
      } else {
        normalized.add(argument);
      }
    }
    return normalized;
  }

  private static String normalize(String argument, Deque<String> rest) {
    String body = argument.substring(argument.startsWith("--") ? 2 : 1);
    int equals = body.indexOf('=');
    String name = equals < 0 ? body : body.substring(0, equals);
    Optional<OptFlag> flag = name.isEmpty() ? Optional.empty() : OptFlag.named(name);
    if (flag.isPresent()) {
      return "--" + flag.get().label() + (equals < 0 ? valueOf(flag.get(), rest) : body.substring(equals));
    }
    if (name.startsWith("no") && equals < 0) {
      Optional<OptFlag> negated = OptFlag.named(name.substring(2)).filter(f -> f.kind() == OptFlag.Kind.BOOLEAN);
      if (negated.isPresent()) {
        return "--" + negated.get().label() + "=false";
      }
    }
    return name.length() > 1 ? "--" + body : argument;
  }

  /** Return the value behind a flag as {@code =value}, or nothing if there is none. */
  private static String valueOf(OptFlag flag, Deque<String> rest) {
    return switch (flag.kind()) {
      case BOOLEAN -> !rest.isEmpty() && booleanValue(rest.peek()).isPresent() ? "=" + rest.poll() : "=true";
      case TEXT, NUMBER -> rest.isEmpty() ? "" : "=" + rest.poll();
    };
  }

  /** Return what a word means, or empty if it is neither true nor false. */
  static Optional<Boolean> booleanValue(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    if (TRUE_WORDS.contains(lower)) {
      return Optional.of(true);
    }
    return FALSE_WORDS.contains(lower) ? Optional.of(false) : Optional.empty();
  }
}
