package oar.api;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import oar.api.error.ModelFormatException;
import oar.api.error.ProviderException;
import oar.api.error.UsageException;

/**
 * Finds the format of a model among those installed. Oar's own are asked first, and plugins where none of them fits.
 *
 * @param own Oar's own formats
 * @param others those of plugins
 */
record FormatChoice(List<ModelFormat> own, List<ModelFormat> others) {
  private static final System.Logger LOGGER = System.getLogger("oar.api");

  FormatChoice {
    own = List.copyOf(own);
    others = List.copyOf(others);
  }

  /**
   * Find the format of a source.
   *
   * @throws ModelFormatException if no format recognizes it
   * @throws UsageException if several do
   */
  ModelFormat of(ModelSource source) {
    return choose(format -> recognizes(format, source), source.toString()).orElseThrow(() -> new ModelFormatException(
        source.path(), "no installed format recognizes this as a model ("
            + String.join(", ", Stream.concat(own.stream(), others.stream()).map(Provider::id).sorted().toList())
            + ")"));
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
   * Find the format whose files end like a target's name; empty if there is none.
   *
   * @throws UsageException if there are several
   */
  Optional<ModelFormat> forName(String fileName) {
    return choose(format -> format.fileSuffix().filter(fileName::endsWith).isPresent(), "'" + fileName + "'");
  }

  private Optional<ModelFormat> choose(Predicate<ModelFormat> fits, String what) {
    List<ModelFormat> candidates = own.stream().filter(fits).toList();
    if (candidates.isEmpty()) {
      candidates = others.stream().filter(fits).toList();
    }
    if (candidates.size() > 1) {
      throw new UsageException(what + " may be any of "
          + String.join(", ", candidates.stream().map(Provider::id).toList()) + "; say which with --format");
    }
    return candidates.stream().findFirst();
  }
}
