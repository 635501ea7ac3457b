package oar.kit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import oar.api.ModelFormat;
import oar.api.ModelSource;
import oar.api.error.OarException;
import oar.api.model.Program;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What a {@link ModelFormat} is held to: what it writes it reads back, it writes the same bytes for the same program,
 * and it refuses in words whatever is not a whole model of its own.
 *
 * <pre>{@code
 * class AcmeFormatTests extends ModelFormatContract {
 *   protected ModelFormat format() {
 *     return new AcmeFormat();
 *   }
 *
 *   protected String target() {
 *     return "model.acme";
 *   }
 * }
 * }</pre>
 */
public abstract class ModelFormatContract extends ModelFormatRoundTripContract {
  private static final int FEW_OPERATORS = 2;

  /** Create a contract. */
  protected ModelFormatContract() {}

  @TestFactory
  Stream<DynamicTest> everyValueOfItsOptionsIsTaken() {
    return OptionValues.of(format()).entrySet().stream().map(options -> dynamicTest(options.getKey(), () -> {
      Path target = path(options.getKey());
      ModelFiles.write(format(), generate(0, FEW_OPERATORS), target, options.getValue());
      Program read = format().read(new ModelSource(target), options.getValue());
      assertEquals(read(target), read, "the options of writing must not be needed to read");
    }));
  }

  @Test
  void itRecognizesWhatItWrites() throws IOException {
    write(generate(0, OPERATORS), "model");
    assertTrue(format().recognizes(new ModelSource(path("model"))), "it does not recognize its own model");
    assertTrue(format().fileSuffix().map(target()::endsWith).orElse(true),
        () -> "it is not chosen for a target '" + target() + "'");
  }

  @TestFactory
  Stream<DynamicTest> foreignFilesAreNotRecognizedAndNotRead() throws IOException {
    return ForeignFiles.create(folder).stream().map(foreign -> dynamicTest(foreign.getFileName().toString(), () -> {
      assertFalse(format().recognizes(new ModelSource(foreign)), "it recognizes what is not its own");
      if (Files.exists(foreign)) {
        assertThrows(OarException.class, () -> read(foreign));
      }
    }));
  }

  @Test
  void aFileCutShortAnywhereIsRefused() throws IOException {
    ModelFiles whole = write(generate(0, FEW_OPERATORS), "whole");
    Program expected = read(path("whole"));
    Damage.truncations(whole).forEach(damage -> {
      Optional<Program> read = damage.read(format(), path("damaged"));
      assertFalse(showsItsEnd(damage.file()) && read.isPresent(),
          () -> damage.description() + " was read as if it were whole");
      assertNotEquals(Optional.of(expected), read, () -> damage.description() + " was read as the whole program");
    });
  }

  @Test
  void aFileWithAByteMoreIsRefused() throws IOException {
    Damage.additions(write(generate(0, FEW_OPERATORS), "whole"))
        .forEach(damage -> assertTrue(damage.read(format(), path("damaged")).isEmpty(),
            () -> damage.description() + " was read as if it were whole"));
  }

  @Test
  void aDamagedByteIsRefusedInWordsOrIsData() throws IOException {
    Damage.wrongBytes(write(generate(0, FEW_OPERATORS), "whole"))
        .forEach(damage -> damage.read(format(), path("damaged")));
  }
}
