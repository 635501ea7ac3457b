package oar.api;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import oar.api.error.ProviderException;

/**
 * What a provider says of itself, asked once and checked.
 *
 * @param id its id, which follows the rule
 * @param version a text for people
 * @param description one line
 * @param options no two of one name
 * @param fileSuffix of a format, how the names of its files end
 */
record ProviderFacts(String id, String version, String description, List<Option> options,
    Optional<Optional<String>> fileSuffix) {
  private static final String ID_RULE = "[a-z0-9][a-z0-9._-]{0,63}";
  private static final Pattern ID = Pattern.compile(ID_RULE);

  /**
   * Ask a provider.
   *
   * @throws ProviderException if it does not tell what it must
   */
  static ProviderFacts of(Provider provider) {
    String id = provider.id();
    if (id == null || !ID.matcher(id).matches()) {
      throw new ProviderException(
          "its id is " + (id == null ? "null" : "'" + id + "'") + "; an id matches " + ID_RULE);
    }
    return new ProviderFacts(id, required("version", provider.version()),
        required("description", provider.description()).lines().findFirst().orElse(""), optionsOf(provider),
        provider instanceof ModelFormat format ? Optional.of(suffixOf(format)) : Optional.empty());
  }

  private static <T> T required(String name, T value) {
    if (value == null) {
      throw new ProviderException("its " + name + " is null");
    }
    return value;
  }

  private static List<Option> optionsOf(Provider provider) {
    List<Option> options = required("list of options", provider.options());
    Set<String> names = new HashSet<>();
    for (Option option : options) {
      if (!names.add(required("list of options has one that", option).name())) {
        throw new ProviderException("two of its options have the name " + option.name());
      }
    }
    return List.copyOf(options);
  }

  /** An empty suffix would claim every target. */
  private static Optional<String> suffixOf(ModelFormat format) {
    Optional<String> suffix = required("file suffix", format.fileSuffix());
    if (suffix.filter(text -> text.length() < 2 || !text.startsWith(".")).isPresent()) {
      throw new ProviderException("its file suffix is '" + suffix.get() + "'; it must be a dot and a name, as .nb");
    }
    return suffix;
  }

  /** Return the facts by the methods that tell them. */
  Map<String, Object> byMethod() {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("id", id);
    facts.put("version", version);
    facts.put("description", description);
    facts.put("options", options);
    fileSuffix.ifPresent(suffix -> facts.put("fileSuffix", suffix));
    return facts;
  }
}
