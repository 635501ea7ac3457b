package oar.api;

import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import oar.api.error.NameHint;
import oar.api.error.UsageException;

/**
 * One setting that a provider takes.
 *
 * @param name lower-case words joined by hyphens
 * @param type what values it takes
 * @param defaultValue the value of an option that is not given, as the user would type it
 * @param help one line
 */
public record Option(String name, Type type, String defaultValue, String help) {
  /** Declare an option. */
  public Option {
    Objects.requireNonNull(type, "type is null");
    if (!name.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
      throw new IllegalArgumentException("option name '" + name + "' is not lower-case words joined by hyphens");
    }
    if (!type.accepts(defaultValue)) {
      throw new IllegalArgumentException(
          "option " + name + ": its default '" + defaultValue + "' is not " + type.describe());
    }
  }

  /** What values an option takes. */
  public sealed interface Type {
    /** Tell whether a text is a value of this type. */
    boolean accepts(String text);

    /** Return the values in words, for an error and for help. */
    String describe();
  }

  /** {@code true} or {@code false}. */
  public record Flag() implements Type {
    @Override
    public boolean accepts(String text) {
      return text.equals("true") || text.equals("false");
    }

    @Override
    public String describe() {
      return "true or false";
    }
  }

  /** An integer in a range, both ends included. */
  public record IntegerRange(long least, long greatest) implements Type {
    @Override
    public boolean accepts(String text) {
      return parses(text, value -> {
        long number = Long.parseLong(value);
        return least <= number && number <= greatest;
      });
    }

    @Override
    public String describe() {
      return "an integer from " + least + " to " + greatest;
    }
  }

  /** A number in a range, both ends included. */
  public record NumberRange(double least, double greatest) implements Type {
    @Override
    public boolean accepts(String text) {
      return parses(text, value -> {
        double number = Double.parseDouble(value);
        return least <= number && number <= greatest;
      });
    }

    @Override
    public String describe() {
      return "a number from " + least + " to " + greatest;
    }
  }

  /** One of several words. */
  public record Choice(List<String> words) implements Type {
    /** Create a choice. */
    public Choice {
      words = List.copyOf(words);
    }

    @Override
    public boolean accepts(String text) {
      return words.contains(text);
    }

    @Override
    public String describe() {
      return "one of " + String.join(", ", words);
    }
  }

  /** Any text. */
  public record Text() implements Type {
    @Override
    public boolean accepts(String text) {
      return true;
    }

    @Override
    public String describe() {
      return "any text";
    }
  }

  private static boolean parses(String text, Predicate<String> inRange) {
    try {
      return inRange.test(text);
    } catch (NumberFormatException e) {
      return false;
    }
  }

  /**
   * Check a value.
   *
   * @param owner the provider, for the message
   * @throws UsageException if the type does not accept it
   */
  void require(String owner, String value) {
    if (!type.accepts(value)) {
      throw new UsageException(
          owner + ": option " + name + " is '" + value + "'; it must be " + type.describe() + " (" + help + ")"
              + (type instanceof Choice choice ? NameHint.of(value, choice.words()) : ""));
    }
  }
}
