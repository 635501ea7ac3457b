package oar.api;

import java.util.Objects;
import java.util.Optional;

/**
 * A provider as it was found, usable or not; or a plugin of which no provider could be found.
 *
 * @param kind what it provides; empty of a plugin as a whole
 * @param id its id; its class or its plugin's name where the id is not to be had
 * @param type the name of its class; empty of a plugin as a whole
 * @param version its version, or {@code unknown}
 * @param description one line
 * @param origin where it comes from
 * @param state whether it can be used
 * @param problem why it cannot be used, empty if it can
 */
public record ProviderEntry(Optional<ProviderKind> kind, String id, String type, String version, String description,
    ProviderOrigin origin, State state, Optional<String> problem) {
  /** Create an entry. */
  public ProviderEntry {
    Objects.requireNonNull(kind, "kind is null");
    Objects.requireNonNull(origin, "origin is null");
    if (problem.isPresent() == (state == State.READY)) {
      throw new IllegalArgumentException("a provider that is " + state.label() + " has the problem " + problem);
    }
  }

  /** Return the entry of the provider when it cannot be used. */
  ProviderEntry without(State newState, String reason) {
    return new ProviderEntry(kind, id, type, version, description, origin, newState, Optional.of(reason));
  }

  /** Return class and jar, as {@code acme.Int4Quantizer of /plugins/acme.jar}. */
  String source() {
    return type + " of " + origin.location();
  }

  /** Whether a provider can be used. */
  public enum State {
    /** It can be used. */
    READY("ready"),
    /** The user wants it not, or wants another one of that id. */
    DISABLED("disabled"),
    /** It is broken, or its id is not its own. */
    FAILED("failed");

    private final String label;

    State(String label) {
      this.label = label;
    }

    /** Return the state's name for users. */
    public String label() {
      return label;
    }
  }
}
