package oar.kit.contract;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import oar.api.ModelFormat;
import oar.api.ModelSource;
import oar.api.Options;
import oar.api.Provider;
import oar.api.Providers;
import oar.api.model.Program;
import oar.kit.ProgramFeatures;
import oar.kit.ProgramGenerator;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What a format is held to with models that are whole. */
abstract class ModelFormatRoundTripContract extends InstalledProviderContract {
  private static final int SEEDS = 20;
  static final int OPERATORS = 12;

  @TempDir
  Path folder;

  /** Return the format. */
  protected abstract ModelFormat format();

  /** Return the name of a file or folder that the format is the one to write. */
  protected abstract String target();

  /** Return what programs are made of that the format can hold. */
  protected ProgramFeatures features() {
    return ProgramFeatures.ALL;
  }

  /**
   * Return what is left of a program when it is written and read again.
   *
   * @param program without properties; those of what is read are not compared
   */
  protected Program kept(Program program) {
    return program;
  }

  /**
   * Tell whether a file of the model shows that it was cut short, wherever that was. What ends behind any field, as a
   * message of protocol buffers may, does not.
   *
   * @param fileName of a file in the model's folder, empty if the model is one file
   */
  protected boolean showsItsEnd(String fileName) {
    return true;
  }

  @Override
  final Provider provider() {
    return format();
  }

  @Override
  final Provider installed(Providers providers, String id) {
    return providers.format(id);
  }

  final Program generate(long seed, int operators) {
    return new ProgramGenerator(seed, features()).next(operators);
  }

  final Path path(String name) {
    return folder.resolve(name).resolve(target());
  }

  final ModelFiles write(Program program, String name) throws IOException {
    return ModelFiles.write(format(), program, path(name));
  }

  final Program read(Path path) throws IOException {
    return format().read(new ModelSource(path), Options.defaults(format()));
  }

  private Stream<DynamicTest> forEachSeed(SeedTest test) {
    return LongStream.range(0, SEEDS).mapToObj(seed -> dynamicTest("a program of seed " + seed, () -> test.run(seed)));
  }

  /** A test of a generated program. */
  private interface SeedTest {
    void run(long seed) throws IOException;
  }

  @TestFactory
  Stream<DynamicTest> whatIsWrittenIsReadBack() {
    return forEachSeed(seed -> {
      Program expected = kept(generate(seed, OPERATORS));
      write(generate(seed, OPERATORS), "seed-" + seed);
      Program actual = read(path("seed-" + seed));
      assertAll(() -> assertEquals(expected.blocks(), actual.blocks()),
          () -> assertEquals(expected.weights().keySet(), actual.weights().keySet()),
          () -> assertEquals(expected.weights(), actual.weights()),
          () -> assertEquals(expected.version(), actual.version()));
    });
  }

  @Test
  void aProgramWithoutOperatorsIsReadBack() throws IOException {
    write(generate(0, 0), "empty");
    assertEquals(kept(generate(0, 0)).blocks(), read(path("empty")).blocks());
  }

  @TestFactory
  Stream<DynamicTest> writingWhatWasReadGivesTheSameBytes() {
    return forEachSeed(seed -> {
      ModelFiles first = write(generate(seed, OPERATORS), "first-" + seed);
      Program read = read(path("first-" + seed));
      assertEquals(first, write(read, "second-" + seed), "the files");
      assertEquals(read, read(path("second-" + seed)), "the program");
    });
  }

  @TestFactory
  Stream<DynamicTest> theSameProgramGivesTheSameBytes() {
    return forEachSeed(seed -> {
      ModelFiles once = write(generate(seed, OPERATORS), "once-" + seed);
      assertEquals(once, write(generate(seed, OPERATORS), "again-" + seed), "an equal program gave other files");
    });
  }

  @Test
  void severalThreadsReadWhatOneReads() throws IOException, InterruptedException {
    write(generate(0, OPERATORS), "shared");
    Program expected = read(path("shared"));
    Concurrently.run(() -> {
      try {
        assertEquals(expected, read(path("shared")));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    });
  }

  @Test
  void severalThreadsWriteWhatOneWrites() throws IOException, InterruptedException {
    Program program = generate(0, OPERATORS);
    ModelFiles expected = write(program, "alone");
    AtomicInteger writers = new AtomicInteger();
    Concurrently.run(() -> {
      try {
        assertEquals(expected, write(program, "writer-" + writers.incrementAndGet()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    });
  }

  @Test
  void neitherProgramNorFilesAreChanged() throws IOException {
    Program program = generate(0, OPERATORS);
    ModelFiles written = write(program, "model");
    assertEquals(generate(0, OPERATORS), program, "writing changed the program");
    read(path("model"));
    assertEquals(written, ModelFiles.load(path("model")), "reading changed the files");
  }
}
