package oar.api;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;
import oar.api.error.ModelFormatException;
import oar.api.error.ProviderException;
import oar.api.error.UsageException;
import oar.api.model.Tensor;
import oar.api.model.Weight;

/**
 * The providers that are to be had, by kind and id. A provider that cannot be used is listed with the reason and hurts no
 * other. Registries are independent of each other and immutable.
 */
public final class Providers implements Dequantizer {
  /** The format of targets whose names claim no other. */
  public static final String DEFAULT_FORMAT = "paddle";

  private static final String ID_RULE = "[a-z0-9][a-z0-9._-]{0,63}";
  /** A broken services file fails again and again without an end of its own. */
  private static final int MOST_FAILURES = 1000;

  private final Map<ProviderKind, SequencedMap<String, Provider>> usable = new EnumMap<>(ProviderKind.class);
  private final List<ProviderEntry> entries = new ArrayList<>();

  private Providers() {
    for (ProviderKind kind : ProviderKind.values()) {
      usable.put(kind, new TreeMap<>());
    }
  }

  /** Find the providers of the module path and the class path, as the calling thread's class loader sees them. */
  public static Providers load() {
    Providers providers = new Providers();
    for (ProviderKind kind : ProviderKind.values()) {
      providers.load(kind, kind.service());
    }
    providers.entries.sort(Comparator.comparing(ProviderEntry::kind).thenComparing(ProviderEntry::id));
    return providers;
  }

  private <T extends Provider> void load(ProviderKind kind, Class<T> service) {
    var found = ServiceLoader.load(service).stream().iterator();
    for (int failures = 0; failures < MOST_FAILURES;) {
      try {
        if (!found.hasNext()) {
          return;
        }
        add(kind, found.next());
      } catch (ServiceConfigurationError | LinkageError e) {
        failures++;
        entries.add(new ProviderEntry(kind, "?", "unknown", "", "unknown", "unknown", Optional.of(describe(e))));
      }
    }
  }

  private void add(ProviderKind kind, ServiceLoader.Provider<? extends Provider> found) {
    Class<? extends Provider> type = found.type();
    try {
      Provider provider = found.get();
      add(kind, provider, type);
    } catch (ServiceConfigurationError | LinkageError | RuntimeException e) {
      entries.add(entry(kind, type.getName(), "unknown", "", type, Optional.of(describe(e))));
    }
  }

  private void add(ProviderKind kind, Provider provider, Class<?> type) {
    String id = provider.id();
    if (id == null || !id.matches(ID_RULE)) {
      entries.add(entry(kind, type.getName(), provider.version(), provider.description(), type,
          Optional.of("its id is " + (id == null ? "null" : "'" + id + "'") + "; an id matches " + ID_RULE)));
      return;
    }
    Provider earlier = usable.get(kind).putIfAbsent(id, provider);
    Optional<String> problem = Optional.ofNullable(earlier)
        .map(other -> "the id is taken by " + other.getClass().getName() + " of " + location(other.getClass()));
    entries.add(entry(kind, id, provider.version(), provider.description(), type, problem));
  }

  private static ProviderEntry entry(ProviderKind kind, String id, String version, String description, Class<?> type,
      Optional<String> problem) {
    String module = type.getModule().isNamed() ? type.getModule().getName() : "(class path)";
    return new ProviderEntry(kind, id, version, description, location(type), module, problem);
  }

  private static String location(Class<?> type) {
    var source = type.getProtectionDomain().getCodeSource();
    return source == null || source.getLocation() == null ? "unknown" : source.getLocation().toString();
  }

  private static String describe(Throwable failure) {
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    return cause.getClass().getSimpleName() + ": " + cause.getMessage();
  }

  /** Return every provider that was found, by kind and id, usable or not. */
  public List<ProviderEntry> entries() {
    return List.copyOf(entries);
  }

  /** Return the formats, by id. */
  public Collection<ModelFormat> formats() {
    return usable.get(ProviderKind.FORMAT).values().stream().map(ModelFormat.class::cast).toList();
  }

  /**
   * Return a format.
   *
   * @throws UsageException if there is none of that id
   */
  public ModelFormat format(String id) {
    return (ModelFormat) provider(ProviderKind.FORMAT, id);
  }

  /**
   * Return a quantizer.
   *
   * @throws UsageException if there is none of that id
   */
  public Quantizer quantizer(String id) {
    return (Quantizer) provider(ProviderKind.QUANTIZER, id);
  }

  /**
   * Return a backend.
   *
   * @throws UsageException if there is none of that id
   */
  public Backend backend(String id) {
    return (Backend) provider(ProviderKind.BACKEND, id);
  }

  /**
   * Return a pass that is not one of a backend's own.
   *
   * @throws UsageException if there is none of that id
   */
  public Pass pass(String id) {
    return (Pass) provider(ProviderKind.PASS, id);
  }

  private Provider provider(ProviderKind kind, String id) {
    Provider provider = usable.get(kind).get(id);
    if (provider == null) {
      throw new UsageException("there is no " + kind.label() + " '" + id + "'; installed are "
          + (usable.get(kind).isEmpty() ? "none" : String.join(", ", usable.get(kind).keySet()))
          + "; add the jar that has it to the module path or the class path");
    }
    return provider;
  }

  /**
   * Find the format of a source.
   *
   * @throws ModelFormatException if no format recognizes it
   * @throws UsageException if several do
   */
  public ModelFormat formatOf(ModelSource source) {
    List<ModelFormat> candidates = formats().stream().filter(format -> format.recognizes(source)).toList();
    return switch (candidates.size()) {
      case 0 -> throw new ModelFormatException(source.path(), "no installed format recognizes this as a model ("
          + String.join(", ", usable.get(ProviderKind.FORMAT).keySet()) + ")");
      case 1 -> candidates.getFirst();
      default -> throw new UsageException(source + " may be any of "
          + String.join(", ", candidates.stream().map(Provider::id).toList()) + "; say which with --format");
    };
  }

  /**
   * Find the format that a target is named for: the one whose files end like that, or {@value #DEFAULT_FORMAT}, which writes
   * folders.
   *
   * @param fileName the last part of the target's path
   * @throws UsageException if several formats claim such names, or the default one is not installed
   */
  public ModelFormat formatFor(String fileName) {
    List<ModelFormat> candidates = formats().stream()
        .filter(format -> format.fileSuffix().filter(fileName::endsWith).isPresent()).toList();
    return switch (candidates.size()) {
      case 0 -> format(DEFAULT_FORMAT);
      case 1 -> candidates.getFirst();
      default -> throw new UsageException("'" + fileName + "' may be meant for any of "
          + String.join(", ", candidates.stream().map(Provider::id).toList()) + "; say which with --format");
    };
  }

  @Override
  public Tensor dequantize(String name, Weight weight) {
    String id = weight.quantization().orElseThrow().quantizer();
    Provider quantizer = usable.get(ProviderKind.QUANTIZER).get(id);
    if (quantizer == null) {
      throw new ProviderException("weight " + name + " was stored by quantizer '" + id
          + "', which is not installed; add the jar that has it to the module path or the class path");
    }
    return ((Quantizer) quantizer).dequantize(weight);
  }
}
