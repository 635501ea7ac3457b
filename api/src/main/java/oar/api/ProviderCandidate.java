package oar.api;

import java.util.Optional;

/**
 * A provider that was found.
 *
 * @param entry its row in the list
 * @param provider what to call; empty if it cannot be used
 * @param isOwn whether it is a part of Oar
 */
record ProviderCandidate(ProviderEntry entry, Optional<Provider> provider, boolean isOwn) {
  static ProviderCandidate broken(ProviderEntry entry) {
    return new ProviderCandidate(entry, Optional.empty(), false);
  }

  boolean isReady() {
    return entry.state() == ProviderEntry.State.READY;
  }

  ProviderCandidate without(ProviderEntry.State state, String reason) {
    return new ProviderCandidate(entry.without(state, reason), Optional.empty(), isOwn);
  }

  /** Tell whether another provider would be chosen by the same name. */
  boolean rivals(ProviderCandidate other) {
    return this != other && entry.kind().equals(other.entry.kind()) && entry.id().equals(other.entry.id());
  }
}
