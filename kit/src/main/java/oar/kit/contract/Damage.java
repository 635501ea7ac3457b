package oar.kit.contract;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import oar.api.ModelFormat;
import oar.api.ModelSource;
import oar.api.Options;
import oar.api.error.OarException;
import oar.api.model.Program;

/**
 * A model with one file spoiled.
 *
 * @param description what was done, for messages
 * @param file the name of the file, empty if the model is one file
 * @param files the spoiled model
 */
record Damage(String description, String file, ModelFiles files) {
  /** Cut each file to every length. */
  static Stream<Damage> truncations(ModelFiles whole) {
    return everywhere(whole).map(place -> new Damage(place.inWords() + " cut to " + place.position() + " bytes",
        place.file(), whole.resized(place.file(), place.position())));
  }

  /** Put a zero byte behind each file. */
  static Stream<Damage> additions(ModelFiles whole) {
    return whole.files().keySet().stream().map(file -> new Place(file, whole.size(file)))
        .map(end -> new Damage(end.inWords() + " with a zero byte behind it", end.file(),
            whole.resized(end.file(), end.position() + 1)));
  }

  /** Set each byte of each file to several values. */
  static Stream<Damage> wrongBytes(ModelFiles whole) {
    return everywhere(whole).flatMap(place -> wrongBytes(whole, place));
  }

  private static Stream<Damage> wrongBytes(ModelFiles whole, Place place) {
    byte right = whole.bytes(place.file())[place.position()];
    return Stream.of(0, 0x7f, 0xff, right ^ 1).map(wrong -> {
      byte[] bytes = whole.bytes(place.file());
      bytes[place.position()] = wrong.byteValue();
      return new Damage(place.inWords() + " with byte " + place.position() + " set to " + (wrong & 0xff), place.file(),
          whole.with(place.file(), bytes));
    });
  }

  private static Stream<Place> everywhere(ModelFiles whole) {
    return whole.files().keySet().stream()
        .flatMap(file -> IntStream.range(0, whole.size(file)).mapToObj(position -> new Place(file, position)));
  }

  /**
   * Read the spoiled model, which may be refused, by an {@link OarException} alone.
   *
   * @param target where to put it
   * @return empty if it was refused; else all of it can be reached
   */
  Optional<Program> read(ModelFormat format, Path target) {
    ModelSource source = new ModelSource(target);
    try {
      files.store(target);
      format.recognizes(source);
      Program read = format.read(source, Options.defaults(format));
      read.weights().values().forEach(weight -> weight.tensor().data().toArray(ValueLayout.JAVA_BYTE));
      return Optional.of(read);
    } catch (OarException e) {
      return Optional.empty();
    } catch (IOException | RuntimeException | Error e) {
      return fail(description + " must be refused in words, by an OarException, not by " + e, e);
    }
  }

  /** A byte of a file. */
  private record Place(String file, int position) {
    String inWords() {
      return file.isEmpty() ? "the file" : "file " + file;
    }
  }
}
