package oar.kit;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * One form of a case's model, and what it is held to.
 *
 * @param file the file with the program
 * @param expectation what it must give
 */
public record CaseProgram(Path file, Expectation expectation) {
  /** Name a program. */
  public CaseProgram {
    Objects.requireNonNull(file, "file is null");
    Objects.requireNonNull(expectation, "expectation is null");
  }

  /** Return the file's name, for example {@code model.nb}. */
  public String fileName() {
    return file.getFileName().toString();
  }

  /** Tell whether the program's format knows tensors of rank 0; in a {@code .nb} they have one dimension of 1. */
  boolean knowsScalars() {
    return !fileName().endsWith(".nb");
  }

  /** What a program is held to. */
  public enum Expectation {
    /** The values of {@code out_N.npy}. */
    PADDLE,
    /** Those or, for each output that has one, the values of {@code lite_N.npy}. */
    EITHER,
    /** No values: the program must be read, and run or be refused in words. */
    NONE;

    /** Return the name that {@code case.json} has for it. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Expectation> ofLabel(String label) {
      for (Expectation expectation : values()) {
        if (expectation.label().equals(label)) {
          return Optional.of(expectation);
        }
      }
      return Optional.empty();
    }
  }
}
