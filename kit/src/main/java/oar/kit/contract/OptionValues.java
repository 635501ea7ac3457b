package oar.kit.contract;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import oar.api.Option;
import oar.api.Options;
import oar.api.Provider;

/** The values that a provider's options have: all of them, or the ends of their ranges. */
final class OptionValues {
  private OptionValues() {}

  /** Return the options by a name for each: the defaults, and each value of one option with the defaults of the others. */
  static Map<String, Options> of(Provider provider) {
    Map<String, Options> values = new LinkedHashMap<>();
    values.put("defaults", Options.defaults(provider));
    for (Option option : provider.options()) {
      for (String value : values(option.type())) {
        values.put(option.name() + "=" + value, Options.of(provider, Map.of(option.name(), value)));
      }
    }
    return values;
  }

  private static List<String> values(Option.Type type) {
    return switch (type) {
      case Option.Flag _ -> List.of("true", "false");
      case Option.IntegerRange range -> List.of(Long.toString(range.least()), Long.toString(range.greatest()));
      case Option.NumberRange range -> List.of(Double.toString(range.least()), Double.toString(range.greatest()));
      case Option.Choice choice -> choice.words();
      case Option.Text _ -> List.of();
    };
  }
}
