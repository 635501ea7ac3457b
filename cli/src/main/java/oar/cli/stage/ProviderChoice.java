package oar.cli.stage;

import java.util.LinkedHashMap;
import java.util.Map;
import oar.api.error.UsageException;

/**
 * A provider as it is named on the command line, with the values of its options: {@code int8}, {@code acme:group=64,fast=true}.
 *
 * @param id the provider's
 * @param options name to value
 */
public record ProviderChoice(String id, Map<String, String> options) {
  /**
   * Parse a choice.
   *
   * @throws UsageException if an option has no value or is given twice
   */
  public static ProviderChoice parse(String text) {
    int colon = text.indexOf(':');
    if (colon < 0) {
      return new ProviderChoice(text, Map.of());
    }
    Map<String, String> options = new LinkedHashMap<>();
    for (String option : text.substring(colon + 1).split(",", -1)) {
      int equals = option.indexOf('=');
      if (equals <= 0) {
        throw new UsageException("'" + option + "' in '" + text + "' is not of the form OPTION=VALUE");
      }
      if (options.put(option.substring(0, equals), option.substring(equals + 1)) != null) {
        throw new UsageException("option " + option.substring(0, equals) + " is given twice in '" + text + "'");
      }
    }
    return new ProviderChoice(text.substring(0, colon), options);
  }
}
