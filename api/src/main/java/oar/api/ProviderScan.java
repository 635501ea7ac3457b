package oar.api;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import oar.api.ProviderEntry.State;

/** Finds providers, and whether each can be used. Nothing that one of them does hurts another. */
final class ProviderScan {
  private static final System.Logger LOGGER = System.getLogger("oar.api");
  /** A broken services file fails again and again without an end of its own. */
  private static final int MOST_FAILURES = 1000;

  private final Duration limit;
  private final List<ProviderCandidate> candidates = new ArrayList<>();

  /**
   * Prepare a scan.
   *
   * @param limit how long a call of a plugin may take
   */
  ProviderScan(Duration limit) {
    this.limit = limit;
  }

  List<ProviderCandidate> candidates() {
    return candidates;
  }

  /** Find the providers of the module path and the class path, as the calling thread's class loader sees them. */
  void addInstalled() {
    for (ProviderKind kind : ProviderKind.values()) {
      addInstalled(kind, ServiceLoader.load(kind.service()).stream().iterator());
    }
  }

  private <T extends Provider> void addInstalled(ProviderKind kind, Iterator<ServiceLoader.Provider<T>> found) {
    for (int failures = 0; failures < MOST_FAILURES;) {
      try {
        if (!found.hasNext()) {
          return;
        }
        candidates.add(installed(kind, found.next()));
      } catch (ServiceConfigurationError | LinkageError e) {
        failures++;
        candidates.add(broken(Optional.of(kind), "?", ProviderOrigin.nowhere(), e));
      }
    }
  }

  private ProviderCandidate installed(ProviderKind kind, ServiceLoader.Provider<? extends Provider> found) {
    Class<? extends Provider> type = found.type();
    try {
      if (OwnProviders.contains(type)) {
        return own(kind, found.get());
      }
      Optional<Path> place = ProviderOrigin.place(type);
      PluginManifest manifest = place.isPresent() ? PluginManifest.of(place.get()) : PluginManifest.EMPTY;
      manifest.requireApi();
      return guarded(kind, type, ProviderOrigin.withManifest(type, manifest), found::get);
    } catch (IOException | RuntimeException | LinkageError | ServiceConfigurationError e) {
      return broken(Optional.of(kind), type.getName(), ProviderOrigin.of(type), e);
    }
  }

  /** Load a plugin, and find what it provides. */
  void addPlugin(PluginFiles files) {
    try {
      PluginLayer layer = PluginLayer.open(files);
      for (PluginLayer.Provided provided : layer.provided()) {
        candidates.add(provided(layer, provided));
      }
    } catch (IOException | RuntimeException | LinkageError e) {
      candidates.add(broken(Optional.empty(), "", ProviderOrigin.of(files), e));
    }
  }

  private ProviderCandidate provided(PluginLayer layer, PluginLayer.Provided provided) throws IOException {
    ProviderOrigin origin = ProviderOrigin.of(provided.jar(), Optional.of(provided.module()),
        PluginManifest.of(provided.jar()));
    try {
      Class<? extends Provider> type = layer.type(provided);
      return OwnProviders.contains(type)
          ? own(provided.kind(), PluginLayer.create(type))
          : guarded(provided.kind(), type, origin, () -> PluginLayer.create(type));
    } catch (IOException | ReflectiveOperationException | RuntimeException | LinkageError e) {
      return broken(Optional.of(provided.kind()), provided.type(), origin, e);
    }
  }

  private static ProviderCandidate own(ProviderKind kind, Provider provider) {
    Class<?> type = provider.getClass();
    ProviderEntry entry = ready(kind, type, ProviderFacts.of(provider), ProviderOrigin.of(type));
    return new ProviderCandidate(entry, Optional.of(provider), true);
  }

  private ProviderCandidate guarded(ProviderKind kind, Class<? extends Provider> type, ProviderOrigin origin,
      Callable<? extends Provider> factory) throws IOException {
    Guard ofCreation = new Guard("it", type.getClassLoader(), limit);
    Provider provider = ofCreation.call("its constructor", () -> kind.service().cast(factory.call()));
    ProviderFacts facts = ofCreation.call("telling its id, version, description and options",
        () -> ProviderFacts.of(provider));
    Guard guard = new Guard(kind.label() + " " + facts.id() + " of " + origin.location(), type.getClassLoader(), limit);
    return new ProviderCandidate(ready(kind, type, facts, origin),
        Optional.of(GuardedCalls.guard(kind.service(), provider, guard, facts.byMethod())), false);
  }

  private static ProviderEntry ready(ProviderKind kind, Class<?> type, ProviderFacts facts, ProviderOrigin origin) {
    String version = facts.version().equals(ProviderOrigin.UNKNOWN) ? origin.version() : facts.version();
    return new ProviderEntry(Optional.of(kind), facts.id(), type.getName(), version, facts.description(), origin,
        State.READY, Optional.empty());
  }

  private static ProviderCandidate broken(Optional<ProviderKind> kind, String type, ProviderOrigin origin,
      Throwable failure) {
    String id = type.isEmpty() ? origin.plugin() : type;
    LOGGER.log(System.Logger.Level.DEBUG, () -> id + " of " + origin.location() + " cannot be used", failure);
    return ProviderCandidate.broken(new ProviderEntry(kind, id, type, origin.version(), "", origin, State.FAILED,
        Optional.of(FailureText.of(failure))));
  }
}
