package oar.api;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * Where a model is read from.
 *
 * @param path a folder, or the file with the program
 * @param parameters the file with the weights, where the user named it
 */
public record ModelSource(Path path, Optional<Path> parameters) {
  /** Name a source. */
  public ModelSource {
    Objects.requireNonNull(path, "path is null");
  }

  /** Name a folder or file that says by itself where its weights are. */
  public ModelSource(Path path) {
    this(path, Optional.empty());
  }

  /** Return the path, or both paths. */
  @Override
  public String toString() {
    return parameters.map(file -> path + " with " + file).orElse(path.toString());
  }
}
