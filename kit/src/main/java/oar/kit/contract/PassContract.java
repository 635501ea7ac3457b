package oar.kit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.function.Consumer;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import oar.api.Pass;
import oar.api.model.Block;
import oar.api.model.Program;
import oar.kit.ProgramFeatures;
import oar.kit.ProgramGenerator;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What a {@link Pass} is held to: it changes how a program computes, never what, and has nothing left to do when it is
 * done.
 *
 * <pre>{@code
 * class FoldAcmeScaleTests extends PassContract {
 *   protected Pass pass() {
 *     return new FoldAcmeScale();
 *   }
 *
 *   protected Backend backend() {
 *     return new AcmeBackend();
 *   }
 *
 *   protected List<Example> examples() throws IOException {
 *     return Example.ofCases(List.of(Path.of("src/test/cases/scale.zip")));
 *   }
 * }
 * }</pre>
 */
public abstract class PassContract extends PassExamplesContract {
  private static final int SEEDS = 20;
  private static final int OPERATORS = 12;

  /** Create a contract. */
  protected PassContract() {}

  @TestFactory
  Stream<DynamicTest> operatorsThatItDoesNotKnowAreLeftAlone() {
    return forEachSeed(
        program -> assertEquals(program.blocks().stream().map(Block::operators).toList(),
            apply(program).blocks().stream().map(Block::operators).toList()));
  }

  @TestFactory
  Stream<DynamicTest> weightsOfOperatorsThatItDoesNotKnowAreLeftAlone() {
    return forEachSeed(program -> assertEquals(program.weights(), apply(program).weights()));
  }

  @TestFactory
  Stream<DynamicTest> thereIsNothingToDoOnOperatorsThatItDoesNotKnow() {
    return forEachSeed(program -> {
      Program once = apply(program);
      assertSame(once, apply(once));
    });
  }

  private static Stream<DynamicTest> forEachSeed(Consumer<Program> test) {
    return LongStream.range(0, SEEDS).mapToObj(seed -> dynamicTest("a program of seed " + seed,
        () -> test.accept(new ProgramGenerator(seed, ProgramFeatures.ALL).next(OPERATORS))));
  }
}
