package oar.runtime.arm.op.decoding;

import static oar.runtime.arm.op.OperatorTester.elements;
import static oar.runtime.arm.op.OperatorTester.tensor;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import oar.api.model.DataType;
import oar.api.model.LevelOfDetail;
import oar.api.model.LodTensor;
import oar.api.model.Shape;
import oar.api.model.Tensor;
import oar.runtime.arm.op.OperatorTester;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DecodingTests {
  private static final long SEED = 3;
  private static final int STEPS = 4;
  private static final int LABELS = 3;

  private final Random random = new Random(SEED);

  private Tensor numbers(DataType type, long... dimensions) {
    Shape shape = Shape.of(dimensions);
    return tensor(type, shape, random.doubles(shape.elementCount(), -2, 2).toArray());
  }

  /** Return the largest sum of scores over all paths, found by trying every one. */
  private static double bestOfAll(Tensor scores, Tensor transitions) {
    double best = Double.NEGATIVE_INFINITY;
    for (int path = 0; path < Math.pow(LABELS, STEPS); path++) {
      double sum = 0;
      for (int step = 0, rest = path, before = -1; step < STEPS; step++, rest /= LABELS) {
        int label = rest % LABELS;
        sum += scores.doubleAt((long) step * LABELS + label);
        sum += before < 0 ? 0 : transitions.doubleAt((long) before * LABELS + label);
        before = label;
      }
      best = Math.max(best, sum);
    }
    return best;
  }

  @ParameterizedTest
  @EnumSource(value = DataType.class, names = {"FLOAT32", "FLOAT64"})
  void noPathIsBetterThanTheOneThatIsFound(DataType type) {
    for (int i = 0; i < 20; i++) {
      Tensor scores = numbers(type, 1, STEPS, LABELS);
      Tensor transitions = numbers(type, LABELS, LABELS);
      Tensor found = new OperatorTester("viterbi_decode").input("Input", scores).input("Transition", transitions)
          .input("Length", Tensor.of(Shape.of(1), (long) STEPS)).attribute("include_bos_eos_tag", false)
          .output("Scores").output("Path").run();
      assertEquals(bestOfAll(scores, transitions), found.doubleAt(0), 1e-5, "turn " + i + " of seed " + SEED);
    }
  }

  @Test
  void lengthsMustFitTheSteps() {
    OperatorTester viterbi = new OperatorTester("viterbi_decode").input("Input", numbers(DataType.FLOAT32, 2, 3, 3))
        .input("Transition", numbers(DataType.FLOAT32, 3, 3)).output("Path");
    String beyond = viterbi.input("Length", Tensor.of(Shape.of(2), 1L, 4L)).refusal();
    assertTrue(beyond.contains("element 1 of Length is 4; it must be from 0 to the 3 steps"), beyond);
    String none = viterbi.input("Length", Tensor.of(Shape.of(2), 0L, 0L)).refusal();
    assertTrue(none.contains("Length is 0 for every sequence"), none);
    String count = viterbi.input("Length", Tensor.of(Shape.of(1), 1L)).refusal();
    assertTrue(count.contains("must have an integer for each of the 2 sequences"), count);
  }

  @ParameterizedTest
  @CsvSource({"5, 3, must have shape [4, 2]", "4, 3, must have shape [4, 2]"})
  void transitionsMustFitTheLabels(int rows, int columns, String problem) {
    String refusal = new OperatorTester("crf_decoding")
        .input("Emission", new LodTensor(numbers(DataType.FLOAT32, 2, 2), LevelOfDetail.of(new long[]{0, 2})))
        .input("Transition", numbers(DataType.FLOAT32, rows, columns)).output("ViterbiPath").refusal();
    assertTrue(refusal.contains(problem), refusal);
  }

  @ParameterizedTest
  @EnumSource(value = DataType.class, names = {"INT32", "INT64"})
  void aligningDropsBlanksAndRepetitions(DataType type) {
    Tensor tokens = tensor(type, Shape.of(2, 5), 1, 1, 0, 1, 2, 0, 0, 3, 3, 3);
    OperatorTester align = new OperatorTester("ctc_align").input("Input", tokens)
        .input("InputLength", tensor(type, Shape.of(2, 1), 5, 3)).attribute("padding_value", -1).output("Output")
        .output("OutputLength");
    List<LodTensor> outputs = align.outputs();
    assertEquals(tensor(type, Shape.of(2, 5), 1, 1, 2, -1, -1, 3, -1, -1, -1, -1), outputs.getFirst().tensor());
    assertEquals(tensor(type, Shape.of(2, 1), 3, 1), outputs.getLast().tensor());
    String real = align.input("Input", numbers(DataType.FLOAT32, 2, 5)).refusal();
    assertTrue(real.contains("must hold integers"), real);
    String blank = align.input("Input", tokens).attribute("blank", -1).refusal();
    assertTrue(blank.contains("blank is -1; it must be 0 or more"), blank);
  }

  private static OperatorTester beam(LevelOfDetail prefixes, double... scores) {
    return new OperatorTester("beam_search").input("pre_ids", Tensor.of(Shape.of(2, 1), 5L, 6L))
        .input("pre_scores", Tensor.of(Shape.of(2, 1), 0f, 0f))
        .input("scores", new LodTensor(tensor(DataType.FLOAT32, Shape.of(2, 2), scores), prefixes))
        .attribute("beam_size", 2).attribute("end_id", 1).output("selected_ids").output("parent_idx");
  }

  @Test
  void aBeamIsOfOneSource() {
    LevelOfDetail together = LevelOfDetail.of(new long[]{0, 2}, new long[]{0, 1, 2});
    List<LodTensor> outputs = beam(together, 0.9, 0.8, 0.1, 0.2).outputs();
    assertArrayEquals(new double[]{0, 0}, elements(outputs.getLast().tensor()));
    assertEquals(LevelOfDetail.of(new long[]{0, 2}, new long[]{0, 2, 2}), outputs.getFirst().levelOfDetail());
    LevelOfDetail apart = LevelOfDetail.of(new long[]{0, 1, 2}, new long[]{0, 1, 2});
    assertArrayEquals(new double[]{0, 0, 1, 1}, elements(beam(apart, 0.9, 0.8, 0.1, 0.2).outputs().getLast().tensor()));
  }

  @Test
  void aBeamNeedsASizeAndSources() {
    LevelOfDetail prefixes = LevelOfDetail.of(new long[]{0, 2}, new long[]{0, 1, 2});
    String size = beam(prefixes, 1, 2, 3, 4).attribute("beam_size", 0).refusal();
    assertTrue(size.contains("beam_size is 0; it must be 1 or more"), size);
    String level = beam(prefixes, 1, 2, 3, 4).attribute("level", 2).refusal();
    assertTrue(level.contains("which has no level 2"), level);
    String ids = beam(prefixes, 1, 2, 3, 4).input("ids", Tensor.of(Shape.of(2, 1), 1L, 2L)).refusal();
    assertTrue(ids.contains("input ids int64 [2, 1] must have 4 elements of int64"), ids);
  }
}
