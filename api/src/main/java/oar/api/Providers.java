package oar.api;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import oar.api.ProviderEntry.State;
import oar.api.error.ModelFormatException;
import oar.api.error.OarException;
import oar.api.error.ProviderException;
import oar.api.error.UsageException;
import oar.api.model.DataType;
import oar.api.model.Tensor;
import oar.api.model.Weight;

/**
 * The providers that are to be had, by kind and id. A provider that cannot be used is listed with the reason and hurts no
 * other. Registries are independent of each other and immutable.
 */
public final class Providers implements Dequantizer {
  /** The format of targets whose names claim no other. */
  public static final String DEFAULT_FORMAT = "paddle";

  /** The version of this API. A plugin whose manifest names others in {@code Oar-Api-Versions} is not loaded. */
  public static final int API_VERSION = 1;

  private static final System.Logger LOGGER = System.getLogger("oar.api");

  private final Map<ProviderKind, SequencedMap<String, Provider>> usable = new EnumMap<>(ProviderKind.class);
  private final Set<Provider> own = Collections.newSetFromMap(new IdentityHashMap<>());
  private final List<ProviderEntry> entries = new ArrayList<>();

  Providers(List<ProviderCandidate> candidates) {
    for (ProviderKind kind : ProviderKind.values()) {
      usable.put(kind, new TreeMap<>());
    }
    for (ProviderCandidate candidate : candidates) {
      entries.add(candidate.entry());
      candidate.provider().ifPresent(provider -> {
        usable.get(candidate.entry().kind().orElseThrow()).put(candidate.entry().id(), provider);
        if (candidate.isOwn()) {
          own.add(provider);
        }
      });
    }
    entries.sort(Comparator.comparing((ProviderEntry entry) -> entry.kind().map(ProviderKind::ordinal).orElse(-1))
        .thenComparing(ProviderEntry::id).thenComparing(entry -> entry.origin().location()));
  }

  /** Find the providers of the module path and the class path, as the calling thread's class loader sees them. */
  public static Providers load() {
    return builder().load();
  }

  /** Begin a registry with plugins, which live beside the module path and the class path. */
  public static ProvidersBuilder builder() {
    return new ProvidersBuilder();
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
      throw missing(kind, id);
    }
    return provider;
  }

  private OarException missing(ProviderKind kind, String id) {
    for (ProviderEntry entry : entries) {
      if (entry.kind().equals(Optional.of(kind)) && entry.id().equals(id)) {
        String message = kind.label() + " " + id + " of " + entry.origin().location() + " cannot be used: "
            + entry.problem().orElseThrow();
        return entry.state() == State.DISABLED ? new UsageException(message) : new ProviderException(message);
      }
    }
    long failed = entries.stream().filter(entry -> entry.state() == State.FAILED).count();
    return new UsageException("there is no " + kind.label() + " '" + id + "'; installed are "
        + (usable.get(kind).isEmpty() ? "none" : String.join(", ", usable.get(kind).keySet()))
        + (failed == 0 ? "" : "; " + failed + " could not be loaded, and 'oar plugins' tells why")
        + "; add the jar that has it to the plugins, the module path or the class path");
  }

  /**
   * Find the format of a source. Where one of Oar's own formats recognizes it, no plugin is asked.
   *
   * @throws ModelFormatException if no format recognizes it
   * @throws UsageException if several do
   */
  public ModelFormat formatOf(ModelSource source) {
    return choose(format -> recognizes(format, source), "" + source).orElseThrow(() -> new ModelFormatException(
        source.path(), "no installed format recognizes this as a model ("
            + String.join(", ", usable.get(ProviderKind.FORMAT).keySet()) + ")"));
  }

  /** What a plugin does wrong when it is asked about the model of another must not keep that from being read. */
  private static boolean recognizes(ModelFormat format, ModelSource source) {
    try {
      return format.recognizes(source);
    } catch (ProviderException e) {
      LOGGER.log(System.Logger.Level.DEBUG, () -> source + " was not recognized", e);
      return false;
    }
  }

  /**
   * Find the format that a target is named for: the one whose files end like that, or {@value #DEFAULT_FORMAT}, which writes
   * folders. Where one of Oar's own formats has the suffix, no plugin is asked.
   *
   * @param fileName the last part of the target's path
   * @throws UsageException if several formats claim such names, or the default one is not installed
   */
  public ModelFormat formatFor(String fileName) {
    return choose(format -> format.fileSuffix().filter(fileName::endsWith).isPresent(), "'" + fileName + "'")
        .orElseGet(() -> format(DEFAULT_FORMAT));
  }

  private Optional<ModelFormat> choose(Predicate<ModelFormat> fits, String what) {
    List<ModelFormat> candidates = formats().stream().filter(own::contains).filter(fits).toList();
    if (candidates.isEmpty()) {
      candidates = formats().stream().filter(format -> !own.contains(format)).filter(fits).toList();
    }
    if (candidates.size() > 1) {
      throw new UsageException(what + " may be any of "
          + String.join(", ", candidates.stream().map(Provider::id).toList()) + "; say which with --format");
    }
    return candidates.stream().findFirst();
  }

  /**
   * Return the real numbers of a quantized weight.
   *
   * @throws ProviderException if the quantizer that stored it is not to be had, or does not give FLOAT32 of its shape
   */
  @Override
  public Tensor dequantize(String name, Weight weight) {
    String id = weight.quantization().orElseThrow().quantizer();
    Provider quantizer = usable.get(ProviderKind.QUANTIZER).get(id);
    if (quantizer == null) {
      throw new ProviderException("weight " + name + " was stored by quantizer '" + id + "': "
          + missing(ProviderKind.QUANTIZER, id).getMessage());
    }
    Tensor real = ((Quantizer) quantizer).dequantize(weight);
    if (real.type() != DataType.FLOAT32 || !real.shape().equals(weight.shape())) {
      throw new ProviderException("quantizer " + id + " gives " + real + " for weight " + name + "; it must give "
          + DataType.FLOAT32 + " " + weight.shape());
    }
    return real;
  }
}
