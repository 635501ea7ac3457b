package oar.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import oar.api.Options;
import oar.api.Providers;
import oar.api.error.UsageException;
import oar.api.model.Shape;
import oar.api.model.Tensor;
import oar.kit.CaseResult.Failed;
import oar.kit.CaseResult.Passed;
import oar.kit.CaseResult.Unsupported;
import oar.kit.stub.CaseFixture;
import oar.kit.stub.StubBackend;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConformanceTests {
  @TempDir
  private Path folder;

  private final StubBackend backend = new StubBackend();
  private final Conformance conformance = new Conformance(Providers.load(), backend, Options.defaults(backend));

  private CaseFixture create(String name, float... output) throws IOException {
    return CaseFixture.create(folder.resolve(name), output);
  }

  /** Run all programs of a case. */
  private List<CaseResult> run(CaseFixture fixture) throws IOException {
    return run(conformance, fixture);
  }

  private static List<CaseResult> run(Conformance conformance, CaseFixture fixture) throws IOException {
    List<CaseResult> results = new ArrayList<>();
    try (CaseCollection collection = CaseCollection.open(List.of(fixture.folder()))) {
      conformance.run(collection.cases(), 1, run -> results.add(run.result()));
    }
    return results;
  }

  private static void assertFailed(CaseResult result, String words) {
    String problem = assertInstanceOf(Failed.class, result).problem();
    assertTrue(problem.contains(words), () -> "'" + words + "' is not in: " + problem);
  }

  @Test
  void aRightProgramPasses() throws IOException {
    CaseFixture fixture = create("right", 2, 3, 4, 5).withProgram("model.pdmodel", "add_one");
    assertEquals(List.of(new Passed(0)), run(fixture));
  }

  @Test
  void anErrorWithinTheToleranceIsReported() throws IOException {
    CaseFixture fixture = create("near", 2, 3, 4.0005f, 5).withProgram("model.pdmodel", "add_one");
    assertEquals(0.0005, assertInstanceOf(Passed.class, run(fixture).getFirst()).largestError(), 1e-6);
  }

  @Test
  void theWorstElementOfAWrongOutputIsNamed() throws IOException {
    CaseFixture fixture = create("wrong", 2, 3.5f, 6.5f, 5).withProgram("model.pdmodel", "add_one");
    CaseResult.Mismatch worst = new CaseResult.Mismatch(0, List.of(1L, 0L), "4.0", "6.5", 2.5);
    String problem = "output 0: 2 of 4 elements are wrong, the worst at [1, 0]: got 4.0, expected 6.5, error 2.5";
    assertEquals(List.of(new Failed(problem, Optional.of(worst))), run(fixture));
  }

  @Test
  void bothProgramsOfACaseAreRun() throws IOException {
    CaseFixture fixture = create("both", 2, 3, 4, 5).withProgram("model.pdmodel", "add_one").withProgram("model.nb",
        "double");
    List<CaseResult> results = run(fixture);
    assertInstanceOf(Passed.class, results.get(0));
    assertInstanceOf(Failed.class, results.get(1), "without nb_expects, model.nb is held to Paddle's values");
  }

  @Test
  void anUnknownOperatorIsUnsupportedWhateverIsExpected() throws IOException {
    CaseFixture fixture = create("unknown", 2, 3, 4, 5).describe(", \"nb_expects\": \"none\"")
        .withProgram("model.pdmodel", "ghost", "add_one", "spirit").withProgram("model.nb", "ghost");
    assertEquals(List.of(new Unsupported(List.of("there is no operator ghost", "there is no operator spirit")),
        new Unsupported(List.of("there is no operator ghost"))), run(fixture));
  }

  @Test
  void aRefusalInWordsIsAFailureThatSaysThem() throws IOException {
    assertFailed(run(create("refuse", 2, 3, 4, 5).withProgram("model.pdmodel", "refuse")).getFirst(),
        "operator refuse refuses 1.0");
  }

  @Test
  void aCrashIsAFailureThatNamesTheException() throws IOException {
    assertFailed(run(create("crash", 2, 3, 4, 5).withProgram("model.pdmodel", "crash")).getFirst(),
        "crashed with java.lang.IllegalStateException: crashed on 1.0");
  }

  @Test
  void aProgramThatIsHeldToNothingMayBeWrongOrRefuse() throws IOException {
    String none = ", \"nb_expects\": \"none\"";
    for (String operator : List.of("add_one", "double", "refuse")) {
      CaseFixture fixture = create("none-" + operator, 2, 3, 4, 5).describe(none).withProgram("model.nb", operator);
      assertEquals(List.of(new Passed(0)), run(fixture), operator);
    }
    assertFailed(run(create("none-crash", 2, 3, 4, 5).describe(none).withProgram("model.nb", "crash")).getFirst(),
        "crashed");
  }

  @Test
  void aProgramThatIsHeldToNothingMustStillBeRead() throws IOException {
    CaseFixture fixture = create("unreadable", 2, 3, 4, 5).describe(", \"nb_expects\": \"none\"");
    Files.writeString(fixture.folder().resolve("model.nb"), "STUB but cut short");
    assertFailed(run(fixture).getFirst(), "checksum");
    Files.writeString(fixture.folder().resolve("model.nb"), "of no format");
    assertFailed(run(fixture).getFirst(), "no installed format recognizes this");
  }

  @Test
  void eitherAllowsTheValuesOfLite() throws IOException {
    String either = ", \"nb_expects\": \"either\"";
    Tensor lite = Tensor.of(Shape.of(2, 2), 2f, 4f, 6f, 8f);
    for (String operator : List.of("add_one", "double")) {
      CaseFixture fixture = create("either-" + operator, 2, 3, 4, 5).describe(either).withArray("lite_0.npy", lite)
          .withProgram("model.nb", operator);
      assertInstanceOf(Passed.class, run(fixture).getFirst(), operator);
    }
    CaseFixture neither = create("neither", 2, 3, 4, 5).describe(either).withArray("lite_0.npy", lite)
        .withProgram("model.nb", "add_one", "add_one");
    assertFailed(run(neither).getFirst(), "got 3.0, expected 2.0");
    CaseFixture paddle = create("paddle", 2, 3, 4, 5).describe(", \"nb_expects\": \"paddle\"")
        .withArray("lite_0.npy", lite).withProgram("model.nb", "double");
    assertFailed(run(paddle).getFirst(), "3 of 4 elements are wrong");
  }

  @Test
  void theProgramOfPaddleIsNeverHeldToLite() throws IOException {
    CaseFixture fixture = create("program", 2, 3, 4, 5).describe(", \"nb_expects\": \"either\"")
        .withArray("lite_0.npy", Tensor.of(Shape.of(2, 2), 2f, 4f, 6f, 8f)).withProgram("model.pdmodel", "double");
    assertInstanceOf(Failed.class, run(fixture).getFirst());
  }

  @Test
  void typeShapeAndSequencesMustBeTheExpectedOnes() throws IOException {
    CaseFixture fixture = create("other", 2, 3, 4, 5).withProgram("model.pdmodel", "add_one");
    Path description = fixture.folder().resolve("case.json");
    String right = Files.readString(description);
    String output = "\"file\": \"out_0.npy\", \"dtype\": \"float32\", \"shape\": [2, 2]";

    Files.writeString(description, right.replace(output, output + ", \"lod\": [[0, 1, 2]]"));
    assertFailed(run(fixture).getFirst(), "output 0 has LoD []; expected [[0, 1, 2]]");
    Files.writeString(description, right.replace(output, output.replace("[2, 2]", "[4]")));
    fixture.withArray("out_0.npy", Tensor.of(Shape.of(4), 2f, 3f, 4f, 5f));
    assertFailed(run(fixture).getFirst(), "output 0 is float32 [2, 2]; expected float32 [4]");
    Files.writeString(description, right.replace(output, output.replace("float32", "int32")));
    fixture.withArray("out_0.npy", Tensor.of(Shape.of(2, 2), 2, 3, 4, 5));
    assertFailed(run(fixture).getFirst(), "output 0 is float32 [2, 2]; expected int32 [2, 2]");
  }

  @Test
  void sequencesOfInputsAreFed() throws IOException {
    CaseFixture fixture = create("sequences", 2, 3, 4, 5).withProgram("model.pdmodel", "add_one");
    Path description = fixture.folder().resolve("case.json");
    Files.writeString(description,
        Files.readString(description).replace("\"shape\": [2, 2]", "\"shape\": [2, 2], \"lod\": [[0, 1, 2]]"));
    assertEquals(List.of(new Passed(0)), run(fixture));
  }

  @Test
  void aCaseWithAnotherNumberOfInputsIsAFailure() throws IOException {
    CaseFixture fixture = create("two", 2, 3, 4, 5).withProgram("model.pdmodel", "add_one");
    Path description = fixture.folder().resolve("case.json");
    Files.writeString(description,
        Files.readString(description).replaceAll("\"inputs\": \\[.*?\\}\\]", "\"inputs\": []"));
    assertFailed(run(fixture).getFirst(), "the program has 1 inputs (value_0), but the case has 0");
  }

  @Test
  void anOptimizedProgramIsHeldToTheSame() throws IOException {
    StubBackend withoutDouble = new StubBackend() {
      @Override
      public Set<String> operators() {
        return Set.of("twice");
      }
    };
    CaseFixture fixture = create("optimized", 2, 4, 6, 8).withProgram("model.pdmodel", "double");
    Conformance plain = new Conformance(Providers.load(), withoutDouble, Options.defaults(withoutDouble));
    assertInstanceOf(Unsupported.class, run(plain, fixture).getFirst());
    assertInstanceOf(Passed.class, run(plain.optimized(), fixture).getFirst());
  }

  @Test
  void resultsComeInOrderAndAreCountedWhateverTheNumberOfThreads() throws IOException {
    for (int i = 10; i < 40; i++) {
      create("many/" + i, 2, 3, 4, 5).withProgram("model.pdmodel", List.of("add_one", "double", "ghost").get(i % 3));
    }
    try (CaseCollection collection = CaseCollection.open(List.of(folder.resolve("many")))) {
      List<String> names = new ArrayList<>();
      Thread caller = Thread.currentThread();
      Totals totals = conformance.run(collection.cases(), 4, run -> {
        assertEquals(caller, Thread.currentThread());
        names.add(run.name());
      });
      assertEquals(new Totals(10, 10, 10), totals);
      assertEquals("10 passed, 10 failed, 10 unsupported", totals.toString());
      assertEquals(collection.cases().stream().map(tested -> tested.name() + " model.pdmodel").toList(), names);
    }
  }

  @Test
  void noCaseIsNoSuccess() {
    assertThrows(UsageException.class, () -> conformance.run(List.of(), 1, run -> {}));
  }

  @Test
  void noThreadIsRefused() throws IOException {
    CaseFixture fixture = create("right", 2, 3, 4, 5).withProgram("model.pdmodel", "add_one");
    try (CaseCollection collection = CaseCollection.open(List.of(fixture.folder()))) {
      assertThrows(UsageException.class, () -> conformance.run(collection.cases(), 0, run -> {}));
    }
  }

  @Test
  void aBackendThatCannotRunHereIsNotTested() {
    StubBackend elsewhere = new StubBackend() {
      @Override
      public Optional<String> unavailable() {
        return Optional.of("it needs another machine");
      }
    };
    String message = assertThrows(UsageException.class,
        () -> new Conformance(Providers.load(), elsewhere, Options.defaults(elsewhere))).getMessage();
    assertEquals("backend stub cannot run here: it needs another machine", message);
  }

  @Test
  void aLackOfMemoryIsAFailureOfOneCase() throws IOException {
    StubBackend hungry = new StubBackend() {
      @Override
      protected double compute(String operator, double x) {
        throw new OutOfMemoryError("for a test");
      }
    };
    CaseFixture fixture = create("memory", 2, 3, 4, 5).withProgram("model.pdmodel", "add_one");
    Conformance starving = new Conformance(Providers.load(), hungry, Options.defaults(hungry));
    assertFailed(run(starving, fixture).getFirst(), "crashed with java.lang.OutOfMemoryError: for a test");
  }
}
