package oar.api;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import oar.api.ProviderEntry.State;
import oar.api.error.ModelFormatException;
import oar.api.error.NameHint;
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
    entries.sort(Providers::compare);
  }

  private static int compare(ProviderEntry one, ProviderEntry other) {
    int byKind = Integer.compare(one.kind().map(ProviderKind::ordinal).orElse(-1),
        other.kind().map(ProviderKind::ordinal).orElse(-1));
    int byId = byKind != 0 ? byKind : one.id().compareTo(other.id());
    return byId != 0 ? byId : one.origin().location().compareTo(other.origin().location());
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
    Set<String> ids = usable.get(kind).keySet();
    String hint = NameHint.of(id, ids);
    return new UsageException("there is no " + kind.label() + " '" + id + "'; "
        + (ids.isEmpty() ? "none is installed" : "installed are " + String.join(", ", ids))
        + (failed == 0 ? "" : "; " + failed + " could not be loaded, and 'oar plugins' tells why")
        + (hint.isEmpty() ? "; add the jar that has it to the plugins, the module path or the class path" : hint));
  }

  /**
   * Find the format of a source. Where one of Oar's own formats recognizes it, no plugin is asked.
   *
   * @throws ModelFormatException if no format recognizes it
   * @throws UsageException if several do
   */
  public ModelFormat formatOf(ModelSource source) {
    return formatChoice().of(source);
  }

  /**
   * Find the format that a target is named for: the one whose files end like that, or {@value #DEFAULT_FORMAT}, which writes
   * folders. Where one of Oar's own formats has the suffix, no plugin is asked.
   *
   * @param fileName the last part of the target's path
   * @throws UsageException if several formats claim such names, or the default one is not installed
   */
  public ModelFormat formatFor(String fileName) {
    return formatChoice().forName(fileName).orElseGet(() -> format(DEFAULT_FORMAT));
  }

  private FormatChoice formatChoice() {
    return new FormatChoice(formats().stream().filter(own::contains).toList(),
        formats().stream().filter(format -> !own.contains(format)).toList());
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
