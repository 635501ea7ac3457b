package oar.runtime.arm.op.recurrent;

import static oar.runtime.arm.op.OperatorTester.elements;
import static oar.runtime.arm.op.OperatorTester.tensor;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import oar.api.model.DataType;
import oar.api.model.LodTensor;
import oar.api.model.Shape;
import oar.api.model.Tensor;
import oar.runtime.arm.op.OperatorTester;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RnnTests {
  private static final long SEED = 5;
  private static final int STEPS = 4;
  private static final int BATCH = 3;
  private static final int INPUT = 5;
  private static final int HIDDEN = 6;
  private static final int LAYERS = 2;
  private static final int DIRECTIONS = 2;

  private final Random random = new Random(SEED);

  private double[] numbers(int count) {
    return random.doubles(count, -0.7, 0.7).toArray();
  }

  private Tensor numbers(DataType type, long... dimensions) {
    Shape shape = Shape.of(dimensions);
    return tensor(type, shape, numbers((int) shape.elementCount()));
  }

  private OperatorTester tester(RnnMode mode, DataType type, int batch) {
    List<Tensor> weights = new ArrayList<>();
    long rows = (long) mode.gates() * HIDDEN;
    for (int layer = 0; layer < LAYERS; layer++) {
      for (int direction = 0; direction < DIRECTIONS; direction++) {
        weights.add(numbers(type, rows, layer == 0 ? INPUT : DIRECTIONS * HIDDEN));
        weights.add(numbers(type, rows, HIDDEN));
      }
    }
    for (int i = 0; i < 2 * LAYERS * DIRECTIONS; i++) {
      weights.add(numbers(type, rows));
    }
    Tensor[] states = new Tensor[mode.states()];
    for (int i = 0; i < states.length; i++) {
      states[i] = numbers(type, LAYERS * DIRECTIONS, batch, HIDDEN);
    }
    return new OperatorTester("rnn").input("Input", numbers(type, STEPS, batch, INPUT)).input("PreState", states)
        .input("WeightList", weights.toArray(Tensor[]::new)).attribute("mode", mode.name())
        .attribute("hidden_size", HIDDEN).attribute("num_layers", LAYERS).attribute("is_bidirec", true)
        .output("Out").output("State", mode.states());
  }

  @ParameterizedTest
  @EnumSource(RnnMode.class)
  void singleAndDoublePrecisionAgree(RnnMode mode) {
    List<LodTensor> doubles = tester(mode, DataType.FLOAT64, BATCH).outputs();
    random.setSeed(SEED);
    List<LodTensor> floats = tester(mode, DataType.FLOAT32, BATCH).outputs();
    for (int i = 0; i < doubles.size(); i++) {
      assertEquals(DataType.FLOAT64, doubles.get(i).tensor().type());
      assertArrayEquals(elements(doubles.get(i).tensor()), elements(floats.get(i).tensor()), 1e-5,
          "output " + i + " of seed " + SEED);
    }
  }

  @ParameterizedTest
  @EnumSource(RnnMode.class)
  void aSequenceWithoutStepsKeepsItsState(RnnMode mode) {
    Tensor state = tensor(DataType.FLOAT32, Shape.of(LAYERS * DIRECTIONS, BATCH, HIDDEN),
        numbers(LAYERS * DIRECTIONS * BATCH * HIDDEN));
    Tensor[] states = mode == RnnMode.LSTM ? new Tensor[]{state, state} : new Tensor[]{state};
    List<LodTensor> outputs = tester(mode, DataType.FLOAT32, BATCH).input("PreState", states)
        .input("SequenceLength", Tensor.of(Shape.of(BATCH), 0, 0, 0)).outputs();
    assertArrayEquals(new double[STEPS * BATCH * DIRECTIONS * HIDDEN], elements(outputs.getFirst().tensor()));
    assertEquals(state, outputs.getLast().tensor());
  }

  @ParameterizedTest
  @EnumSource(RnnMode.class)
  void thereMayBeNoSequence(RnnMode mode) {
    List<LodTensor> outputs = tester(mode, DataType.FLOAT32, 0).outputs();
    assertEquals(Shape.of(STEPS, 0, DIRECTIONS * HIDDEN), outputs.getFirst().tensor().shape());
    assertEquals(Shape.of(LAYERS * DIRECTIONS, 0, HIDDEN), outputs.getLast().tensor().shape());
  }

  @Test
  void aLengthBeyondTheStepsIsRefused() {
    String refusal = tester(RnnMode.GRU, DataType.FLOAT32, BATCH)
        .input("SequenceLength", Tensor.of(Shape.of(BATCH), 1L, 5L, 2L)).refusal();
    assertTrue(refusal.contains("element 1 of SequenceLength SequenceLength is 5; it must be from 0 to the 4 steps"),
        refusal);
  }

  @ParameterizedTest
  @CsvSource({"hidden_size, 0, hidden_size is 0", "hidden_size, -1, hidden_size is -1",
      "hidden_size, 2147483647, hidden_size is 2147483647", "hidden_size, 7, PreState", "num_layers, 0, num_layers 0",
      "num_layers, 3, WeightList has 16 weights"})
  void sizesMustFit(String attribute, int value, String problem) {
    String refusal = tester(RnnMode.LSTM, DataType.FLOAT32, BATCH).attribute(attribute, value).refusal();
    assertTrue(refusal.contains(problem), refusal);
  }

  @Test
  void anUnknownCellIsRefused() {
    String refusal = tester(RnnMode.LSTM, DataType.FLOAT32, BATCH).attribute("mode", "ELMAN").refusal();
    assertTrue(refusal.contains("mode is 'ELMAN'; it must be one of [LSTM, GRU, RNN_TANH, RNN_RELU]"), refusal);
  }

  @Test
  void inputsOfAnotherTypeOrRankAreRefused() {
    String integers = tester(RnnMode.GRU, DataType.FLOAT32, BATCH)
        .input("Input", tensor(DataType.INT32, Shape.of(STEPS, BATCH, INPUT))).refusal();
    assertTrue(integers.contains("input Input int32 [4, 3, 5] must be of float32 or float64"), integers);
    String matrix = tester(RnnMode.GRU, DataType.FLOAT32, BATCH)
        .input("Input", tensor(DataType.FLOAT32, Shape.of(STEPS, INPUT))).refusal();
    assertTrue(matrix.contains("input Input float32 [4, 5] must have rank 3"), matrix);
    String narrow = tester(RnnMode.GRU, DataType.FLOAT32, BATCH)
        .input("Input", tensor(DataType.FLOAT32, Shape.of(STEPS, BATCH, INPUT - 1))).refusal();
    assertTrue(narrow.contains("must have rows of 5 elements"), narrow);
  }
}
