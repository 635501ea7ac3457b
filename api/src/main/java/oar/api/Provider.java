package oar.api;

import java.util.List;

/**
 * A service with a name of its own. A provider is a public class with a public constructor without parameters, found by
 * {@link java.util.ServiceLoader}; it keeps no state, and constructing it does no work.
 */
public interface Provider {
  /**
   * Return the name by which users choose this provider.
   *
   * @return the same text at every call, matching {@code [a-z0-9][a-z0-9._-]{0,63}}
   */
  String id();

  /**
   * Return what the provider does, in one line for a list of providers.
   *
   * @return a sentence; never {@code null}
   */
  String description();

  /**
   * Return the provider's version: its module's, else its jar's, else {@code unknown}.
   *
   * @return a text for people; never {@code null}
   */
  default String version() {
    return ProviderVersion.of(getClass());
  }

  /**
   * Return the options that the provider takes. They are checked before any work begins.
   *
   * @return no two of the same name; never {@code null}
   */
  default List<Option> options() {
    return List.of();
  }
}
