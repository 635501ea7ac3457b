package oar.runtime.arm.op.recurrent;

import static oar.runtime.arm.op.OperatorTester.elements;
import static oar.runtime.arm.op.OperatorTester.tensor;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import oar.api.model.Attribute;
import oar.api.model.DataType;
import oar.api.model.LevelOfDetail;
import oar.api.model.LodTensor;
import oar.api.model.Shape;
import oar.api.model.Tensor;
import oar.runtime.arm.op.OperatorTester;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code lstm} and {@code gru}, which go over sequences, and {@code gru_unit}. */
class SequenceCellTests {
  private static final long SEED = 11;
  private static final int ROWS = 7;
  private static final int HIDDEN = 5;
  private static final LevelOfDetail SEQUENCES = LevelOfDetail.of(new long[]{0, 3, 3, 7});
  private static final float SCALE = 0.01f;

  private final Random random = new Random(SEED);

  private static int gates(String type) {
    return type.equals("lstm") ? 4 : 3;
  }

  private double[] integers(int count) {
    return IntStream.generate(() -> random.nextInt(-127, 128)).limit(count).asDoubleStream().toArray();
  }

  private LodTensor rows(DataType type, int width) {
    return new LodTensor(
        tensor(type, Shape.of(ROWS, width), random.doubles(ROWS * width, -1, 1).toArray()), SEQUENCES);
  }

  private OperatorTester tester(String type, DataType dataType) {
    int width = gates(type) * HIDDEN;
    return new OperatorTester(type).input("Input", rows(dataType, width))
        .input("Bias", tensor(dataType, Shape.of(1, width), random.doubles(width, -1, 1).toArray()))
        .attribute("use_peepholes", false).output("Hidden");
  }

  private static Tensor weight(String type, DataType dataType, double[] integers, double scale) {
    return tensor(dataType, Shape.of(HIDDEN, gates(type) * HIDDEN),
        IntStream.range(0, integers.length).mapToDouble(i -> integers[i] * scale).toArray());
  }

  @ParameterizedTest
  @ValueSource(strings = {"lstm", "gru"})
  void precisionsAgreeAndSequencesStay(String type) {
    double[] integers = integers(gates(type) * HIDDEN * HIDDEN);
    LodTensor floats = tester(type, DataType.FLOAT32)
        .weight("Weight", weight(type, DataType.FLOAT32, integers, SCALE)).outputs().getFirst();
    random.setSeed(SEED);
    integers(integers.length);
    LodTensor doubles = tester(type, DataType.FLOAT64)
        .weight("Weight", weight(type, DataType.FLOAT64, integers, SCALE)).outputs().getFirst();
    assertEquals(SEQUENCES, doubles.levelOfDetail());
    assertEquals(SEQUENCES, floats.levelOfDetail());
    assertArrayEquals(elements(doubles.tensor()), elements(floats.tensor()), 1e-5, "seed " + SEED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"lstm", "gru"})
  void integersOfAQuantizedProgramStandForRealNumbers(String type) {
    double[] integers = integers(gates(type) * HIDDEN * HIDDEN);
    Tensor expected = tester(type, DataType.FLOAT32)
        .weight("Weight", weight(type, DataType.FLOAT32, integers, SCALE)).run();
    random.setSeed(SEED);
    integers(integers.length);
    Tensor quantized = tester(type, DataType.FLOAT32).weight("Weight", weight(type, DataType.INT8, integers, 1))
        .attribute("enable_int8", true).attribute("Weight0_scale", new Attribute.Floats(List.of(SCALE, SCALE))).run();
    assertArrayEquals(elements(expected), elements(quantized), 1e-6, "seed " + SEED);
  }

  @Test
  void scalesThatDifferAreRefused() {
    String refusal = tester("gru", DataType.FLOAT32)
        .weight("Weight", weight("gru", DataType.INT8, integers(3 * HIDDEN * HIDDEN), 1)).attribute("enable_int8", true)
        .attribute("Weight0_scale", new Attribute.Floats(List.of(0.5f, 0.25f))).refusal();
    assertTrue(refusal.contains("Weight0_scale is [0.5, 0.25]; there must be one scale for all of Weight"), refusal);
  }

  @ParameterizedTest
  @ValueSource(strings = {"lstm", "gru"})
  void rowsMustFormSequencesOfOneLevel(String type) {
    Tensor weight = weight(type, DataType.FLOAT32, integers(gates(type) * HIDDEN * HIDDEN), SCALE);
    Tensor rows = rows(DataType.FLOAT32, gates(type) * HIDDEN).tensor();
    String plain = tester(type, DataType.FLOAT32).weight("Weight", weight).input("Input", rows).refusal();
    assertTrue(plain.contains("has no LoD; its rows must form sequences"), plain);
    LevelOfDetail deep = LevelOfDetail.of(new long[]{0, 2}, new long[]{0, 3, 7});
    String nested = tester(type, DataType.FLOAT32).weight("Weight", weight).input("Input", new LodTensor(rows, deep))
        .refusal();
    assertTrue(nested.contains("has LoD [[0, 2], [0, 3, 7]]; it must have one level"), nested);
  }

  @ParameterizedTest
  @ValueSource(strings = {"lstm", "gru"})
  void weightsAndStatesMustFit(String type) {
    Tensor square = tensor(DataType.FLOAT32, Shape.of(HIDDEN, HIDDEN));
    String weight = tester(type, DataType.FLOAT32).weight("Weight", square).refusal();
    assertTrue(weight.contains("weight Weight float32 [5, 5] does not have the shape"), weight);
    OperatorTester fitting = tester(type, DataType.FLOAT32)
        .weight("Weight", weight(type, DataType.FLOAT32, integers(gates(type) * HIDDEN * HIDDEN), SCALE));
    String state = fitting.input("H0", square).input("C0", square).refusal();
    assertTrue(state.contains("initial state H0 float32 [5, 5] must be float32 [3, 5]"), state);
  }

  @Test
  void anLstmNeedsWhatItsAttributesAskFor() {
    Tensor weight = weight("lstm", DataType.FLOAT32, integers(4 * HIDDEN * HIDDEN), SCALE);
    String bias = tester("lstm", DataType.FLOAT32).weight("Weight", weight).attribute("use_peepholes", true).refusal();
    assertTrue(bias.contains("Bias Bias float32 [1, 20] must be float32 of 35 elements"), bias);
    String cell = tester("lstm", DataType.FLOAT32).weight("Weight", weight)
        .input("H0", tensor(DataType.FLOAT32, Shape.of(3, HIDDEN))).refusal();
    assertTrue(cell.contains("there must be both H0 and C0, or neither"), cell);
    String function = tester("lstm", DataType.FLOAT32).weight("Weight", weight).attribute("cell_activation", "gelu")
        .refusal();
    assertTrue(function.contains("cell_activation is gelu; it must be one of [identity, sigmoid, tanh, relu]"),
        function);
  }

  @Test
  void aGruUnitNumbersItsFunctions() {
    String refusal = new OperatorTester("gru_unit").input("Input", tensor(DataType.FLOAT32, Shape.of(2, 3)))
        .input("HiddenPrev", tensor(DataType.FLOAT32, Shape.of(2, 1)))
        .weight("Weight", tensor(DataType.FLOAT32, Shape.of(1, 3))).attribute("activation", 4).refusal();
    assertTrue(refusal.contains("activation is 4; it must be from 0 to 3"), refusal);
  }
}
