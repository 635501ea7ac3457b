package oar.api.quantization;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import oar.api.error.InvalidProgramException;
import oar.api.error.UnsupportedProgramException;
import oar.api.model.DataType;
import oar.api.model.Quantization;
import oar.api.model.Shape;
import oar.api.model.Tensor;
import oar.api.model.Weight;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SymmetricQuantizationTests {
  private static Weight quantize(DataType type, int axis, Shape shape, float... values) {
    return SymmetricQuantization.quantize("int", type, "w", new Weight(Tensor.of(shape, values)), axis);
  }

  private static long[] integers(Weight weight) {
    long[] result = new long[(int) weight.tensor().elementCount()];
    for (int i = 0; i < result.length; i++) {
      result[i] = weight.tensor().longAt(i);
    }
    return result;
  }

  private static float[] scales(Weight weight) {
    return weight.quantization().orElseThrow().scales().toFloats();
  }

  @Test
  void scaleIsTheLargestMagnitudeDividedByTheRangeInSinglePrecision() {
    Weight weight = quantize(DataType.INT8, 0, Shape.of(2, 2), 0.1f, -0.3f, 5, 2);
    assertArrayEquals(new float[]{0.3f / 127, 5f / 127}, scales(weight));
  }

  @Test
  void halvesAreRoundedAwayFromZero() {
    Weight weight = quantize(DataType.INT8, 0, Shape.of(1, 7), 127, 0.5f, -0.5f, 1.5f, -2.5f, 0.49999997f,
        -0.49999997f);
    assertArrayEquals(new long[]{127, 1, -1, 2, -3, 0, 0}, integers(weight));
  }

  @ParameterizedTest
  @EnumSource(value = DataType.class, names = {"INT8", "INT16"})
  void halvesAreRoundedToEvenIntegersOnRequest(DataType type) {
    float range = SymmetricQuantization.range(type);
    Weight weight = new Weight(Tensor.of(Shape.of(1, 7), range, 0.5f, -0.5f, 1.5f, -2.5f, 0.75f, -3.5f));
    SymmetricScheme scheme = new SymmetricScheme("int", type, true, SymmetricScheme.Arithmetic.PADDLE_SLIM);
    assertArrayEquals(new long[]{(long) range, 0, 0, 2, -2, 1, -4}, integers(scheme.quantize("w", weight, 0)));
  }

  @Test
  void oneScaleIsThatOfTheLargestMagnitudeOfAll() {
    Weight weight = new Weight(Tensor.of(Shape.of(2, 2), 127f, 1f, 254f, -2f));
    SymmetricScheme scheme = new SymmetricScheme("int", DataType.INT8, false,
        SymmetricScheme.Arithmetic.PADDLE_LITE);
    Weight quantized = scheme.quantize("w", weight, 1);
    assertArrayEquals(new float[]{2}, scales(quantized));
    assertEquals(Quantization.PER_TENSOR, quantized.quantization().orElseThrow().channelAxis());
    assertArrayEquals(new long[]{64, 1, 127, -1}, integers(quantized));
  }

  @Test
  void sixteenBitsRoundAwayFromZeroAtTheEndOfTheirRange() {
    Weight weight = quantize(DataType.INT16, 0, Shape.of(1, 4), 32767, 32766.5f, -32766.5f, 0.5f);
    assertArrayEquals(new long[]{32767, 32767, -32767, 1}, integers(weight));
  }

  @Test
  void channelsOfTheSecondAxisHaveScalesOfTheirOwn() {
    Weight weight = quantize(DataType.INT8, 1, Shape.of(2, 3), 1, 2, 3, -4, 1, 0);
    assertArrayEquals(new float[]{4f / 127, 2f / 127, 3f / 127}, scales(weight));
    assertArrayEquals(new long[]{32, 127, 127, -127, 64, 0}, integers(weight));
  }

  @Test
  void oneScaleServesAWholeTensor() {
    Weight weight = quantize(DataType.INT8, Quantization.PER_TENSOR, Shape.of(2, 2), 1, -2, 0.5f, 0);
    assertArrayEquals(new float[]{2f / 127}, scales(weight));
    assertArrayEquals(new long[]{64, -127, 32, 0}, integers(weight));
  }

  @Test
  void channelOfZerosHasScaleZeroAndIntegersZero() {
    Weight weight = quantize(DataType.INT8, 0, Shape.of(2, 2), 0, -0f, 1, 1);
    assertArrayEquals(new float[]{0, 1f / 127}, scales(weight));
    assertArrayEquals(new long[]{0, 0, 127, 127}, integers(weight));
    assertArrayEquals(new float[]{0, 0, 1, 1}, SymmetricQuantization.dequantize(weight).toFloats(), 1e-7f);
  }

  @ParameterizedTest
  @EnumSource(names = {"INT8", "INT16"})
  void magnitudesTooSmallForAScaleStayWithinTheRange(DataType type) {
    Weight weight = quantize(type, 0, Shape.of(1, 3), Float.MIN_VALUE, -Float.MIN_VALUE, 0);
    long range = (long) SymmetricQuantization.range(type);
    assertTrue(Arrays.stream(integers(weight)).allMatch(integer -> Math.abs(integer) <= range));
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
  void whatIsNotFiniteIsRefusedByName(float value) {
    UnsupportedProgramException refusal = assertThrows(UnsupportedProgramException.class,
        () -> quantize(DataType.INT8, 1, Shape.of(2, 2), 1, 2, value, 3));
    assertTrue(refusal.getMessage().contains("weight w"), refusal.getMessage());
    assertTrue(refusal.getMessage().contains("element 2 is " + (double) value), refusal.getMessage());
  }

  @Test
  void errorIsAtMostHalfAScaleForManyShapesAndAxes() {
    for (long seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      long[] dimensions = random.ints(1 + random.nextInt(4), 1, 12).asLongStream().toArray();
      Shape shape = Shape.of(dimensions);
      int axis = random.nextInt(dimensions.length + 1) - 1;
      DataType type = random.nextBoolean() ? DataType.INT8 : DataType.INT16;
      float[] values = new float[(int) shape.elementCount()];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) (random.nextGaussian() * Math.pow(10, random.nextInt(6) - 3));
      }
      assertErrorIsSmall(seed, quantize(type, axis, shape, values), values);
    }
  }

  private static void assertErrorIsSmall(long seed, Weight weight, float[] values) {
    float[] real = SymmetricQuantization.dequantize(weight).toFloats();
    Quantization quantization = weight.quantization().orElseThrow();
    float[] scales = quantization.scales().toFloats();
    int axis = quantization.channelAxis();
    long inner = axis < 0 ? values.length : weight.shape().elementCount(axis + 1, weight.shape().rank());
    for (int i = 0; i < values.length; i++) {
      float scale = scales[(int) (i / inner % scales.length)];
      float rounding = 2 * Math.ulp(values[i]);
      int index = i;
      assertEquals(values[i], real[i], scale / 2 + rounding, () -> "seed " + seed + ", element " + index);
    }
  }

  @Test
  void longRowsAndPlanesAreQuantizedInPiecesAsAWhole() {
    float[] row = new float[10_007];
    for (int i = 0; i < row.length; i++) {
      row[i] = i - 5000;
    }
    Weight byRow = quantize(DataType.INT16, 0, Shape.of(1, row.length), row);
    assertArrayEquals(new float[]{5006f / 32767}, scales(byRow));
    Weight byColumn = quantize(DataType.INT16, 1, Shape.of(1, row.length), row);
    assertEquals(row.length, scales(byColumn).length);
    assertArrayEquals(row, SymmetricQuantization.dequantize(byColumn).toFloats(), 1e-2f);
  }

  @Test
  void scalesThatDoNotFitTheChannelsAreRefused() {
    Shape shape = Shape.of(2, 3);
    Tensor integers = new Tensor(DataType.INT8, shape, Tensor.allocate(DataType.INT8, shape));
    Weight weight = new Weight(integers,
        new Quantization("int8", shape, 0, Tensor.of(Shape.of(3), 1f, 2f, 3f), Map.of()));
    InvalidProgramException refusal = assertThrows(InvalidProgramException.class,
        () -> SymmetricQuantization.dequantize(weight));
    assertEquals("a weight of shape [2, 3] has 2 channels along axis 0, but 3 scales", refusal.getMessage());
  }
}
