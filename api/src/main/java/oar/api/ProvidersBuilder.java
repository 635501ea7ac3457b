package oar.api;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import oar.api.ProviderEntry.State;
import oar.api.error.NameHint;
import oar.api.error.UsageException;

/**
 * Puts a registry together: the providers of the module path and the class path, and those of plugins. Every plugin is
 * loaded into a module layer of its own, so that two may bring different versions of a library.
 *
 * {@snippet file="SnippetTests.java" region="registry"}
 */
public final class ProvidersBuilder {
  private static final Duration DEFAULT_LIMIT = Duration.ofMinutes(1);

  private final List<PluginFiles> plugins = new ArrayList<>();
  private final Set<String> disabled = new HashSet<>();
  private final Map<String, Path> preferred = new LinkedHashMap<>();
  private Duration limit = DEFAULT_LIMIT;

  ProvidersBuilder() {}

  /**
   * Add what is at a path: a plugin's jar, a folder with a plugin's jar and its libraries, a folder of compiled classes with
   * a {@code module-info}, or a folder of plugins. A folder is of plugins if several of its jars provide something.
   *
   * @throws UsageException if there is nothing at the path
   */
  public ProvidersBuilder plugin(Path path) {
    plugins.addAll(PluginFiles.at(path.toAbsolutePath().normalize()));
    return this;
  }

  /** Add every plugin in a folder: each jar in it is one, and each folder with a plugin's jar and its libraries. */
  public ProvidersBuilder pluginsIn(Path folder) {
    plugins.addAll(PluginFiles.in(folder.toAbsolutePath().normalize()));
    return this;
  }

  /** Leave out the providers of an id. */
  public ProvidersBuilder disable(String id) {
    disabled.add(id);
    return this;
  }

  /**
   * Choose one of several providers that have one id.
   *
   * @param jar the jar or folder of the one that is meant
   */
  public ProvidersBuilder prefer(String id, Path jar) {
    preferred.put(id, jar.toAbsolutePath().normalize());
    return this;
  }

  /**
   * Change how long one call of a plugin may take; it is a minute if nothing is said. A call that takes longer fails, and is
   * interrupted and left behind in its thread.
   *
   * @param newLimit a millisecond or more
   */
  public ProvidersBuilder callLimit(Duration newLimit) {
    if (newLimit.toMillis() < 1) {
      throw new UsageException("the limit of a plugin's call is " + newLimit + "; it must be a millisecond or more");
    }
    limit = newLimit;
    return this;
  }

  /**
   * Find the providers. What is found later, and what becomes of the files, changes nothing in the registry.
   *
   * @throws UsageException if no provider of a preferred id comes from the jar that was named, or none has an id that was
   *     to be left out
   */
  public Providers load() {
    ProviderScan scan = new ProviderScan(limit);
    scan.addInstalled();
    plugins.stream().distinct().forEach(scan::addPlugin);
    List<ProviderCandidate> found = scan.candidates().stream().map(this::checkId).toList();
    preferred.forEach((id, jar) -> requirePreferred(found, id, jar));
    disabled.forEach(id -> requireFound(found, id));
    return new Providers(found.stream().map(candidate -> checkRivals(candidate, found)).toList());
  }

  private ProviderCandidate checkId(ProviderCandidate candidate) {
    String id = candidate.entry().id();
    if (!candidate.isReady()) {
      return candidate;
    }
    if (OwnProviders.isReserved(id) && !candidate.isOwn()) {
      return candidate.without(State.FAILED, "the id " + id + " is reserved for Oar's own; it needs another id");
    }
    return disabled.contains(id) ? candidate.without(State.DISABLED, "it is disabled by its id") : candidate;
  }

  private static void requirePreferred(List<ProviderCandidate> found, String id, Path jar) {
    List<String> places = found.stream().filter(candidate -> candidate.entry().id().equals(id))
        .map(candidate -> candidate.entry().origin().location()).toList();
    if (places.stream().noneMatch(place -> Path.of(place).startsWith(jar))) {
      throw new UsageException("no provider " + id + " comes from " + jar + "; "
          + (places.isEmpty() ? "there is none of that id" : "there is one of " + String.join(", one of ", places)));
    }
  }

  private static void requireFound(List<ProviderCandidate> found, String id) {
    List<String> ids = found.stream().map(candidate -> candidate.entry().id()).toList();
    if (!ids.contains(id)) {
      throw new UsageException("there is no provider '" + id + "' to leave out" + NameHint.of(id, ids));
    }
  }

  private ProviderCandidate checkRivals(ProviderCandidate candidate, List<ProviderCandidate> found) {
    List<ProviderCandidate> rivals = found.stream().filter(ProviderCandidate::isReady).filter(candidate::rivals)
        .toList();
    if (!candidate.isReady() || rivals.isEmpty() || isPreferred(candidate)) {
      return candidate;
    }
    Optional<ProviderCandidate> winner = rivals.stream().filter(this::isPreferred).findFirst();
    if (winner.isPresent()) {
      return candidate.without(State.DISABLED, winner.get().entry().source() + " is preferred");
    }
    return candidate.without(State.FAILED, "the id " + candidate.entry().id() + " is that of "
        + String.join(", and of ", rivals.stream().map(rival -> rival.entry().source()).toList())
        + ", too; choose one with --prefer " + candidate.entry().id() + "=JAR");
  }

  private boolean isPreferred(ProviderCandidate candidate) {
    Path jar = preferred.get(candidate.entry().id());
    return jar != null && Path.of(candidate.entry().origin().location()).startsWith(jar);
  }
}
