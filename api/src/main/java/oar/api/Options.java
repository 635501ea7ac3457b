package oar.api;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import oar.api.error.NameHint;
import oar.api.error.UsageException;

/** The values of a provider's options, checked and with defaults filled in. */
public final class Options {
  private final Map<String, String> values;

  private Options(Map<String, String> values) {
    this.values = values;
  }

  /** Return the defaults of a provider's options. */
  public static Options defaults(Provider provider) {
    return of(provider, Map.of());
  }

  /**
   * Check values against the options that a provider declares.
   *
   * @param provider whose options
   * @param given option name to value, as typed
   * @throws UsageException if an option is unknown or a value is not of its type
   */
  public static Options of(Provider provider, Map<String, String> given) {
    Map<String, Option> declared = provider.options().stream()
        .collect(Collectors.toMap(Option::name, option -> option, (first, second) -> first, LinkedHashMap::new));
    Map<String, String> values = new LinkedHashMap<>();
    declared.forEach((name, option) -> values.put(name, option.defaultValue()));
    given.forEach((name, value) -> {
      Option option = declared.get(name);
      if (option == null) {
        throw new UsageException(provider.id() + ": there is no option '" + name + "'; "
            + (declared.isEmpty() ? "it takes none" : "it takes " + String.join(", ", declared.keySet()))
            + NameHint.of(name, declared.keySet()));
      }
      option.require(provider.id(), value);
      values.put(name, value);
    });
    return new Options(values);
  }

  /** Return the value of an option of any type. */
  public String text(String name) {
    String value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException("option " + name + " is not declared");
    }
    return value;
  }

  /** Return the value of a {@link Option.Flag}. */
  public boolean flag(String name) {
    return Boolean.parseBoolean(text(name));
  }

  /** Return the value of an {@link Option.IntegerRange}. */
  public long integer(String name) {
    return Long.parseLong(text(name));
  }

  /** Return the value of a {@link Option.NumberRange}. */
  public double number(String name) {
    return Double.parseDouble(text(name));
  }
}
