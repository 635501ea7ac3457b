package oar.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.MemorySegment;
import oar.api.model.DataType;
import oar.api.model.Shape;
import oar.api.model.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ToleranceTests {
  @ParameterizedTest
  @CsvSource({"10, 10.25, true", "10, 11.125, true", "10, 8.875, true", "10, 11.25, false", "0, 0.125, true",
      "0, 0.25, false", "NaN, NaN, true", "NaN, 1, false", "1, NaN, false", "Infinity, Infinity, true",
      "Infinity, -Infinity, false", "Infinity, 1, false", "1, Infinity, false", "-0.0, 0.0, true"})
  void floatsMayDifferByTheAbsoluteAndTheRelativePart(float expected, float actual, boolean admitted) {
    Tolerance tolerance = new Tolerance(0.125, 0.1);
    assertEquals(admitted, tolerance.admits(Tensor.of(Shape.of(1), expected), Tensor.of(Shape.of(1), actual), 0));
  }

  @Test
  void integersMustBeEqualWhateverTheTolerance() {
    Tolerance tolerance = new Tolerance(100, 100);
    assertTrue(tolerance.admits(Tensor.of(Shape.of(1), 7), Tensor.of(Shape.of(1), 7), 0));
    assertFalse(tolerance.admits(Tensor.of(Shape.of(1), 7), Tensor.of(Shape.of(1), 8), 0));
  }

  @Test
  void largeIntegersThatAreEqualAsDoublesAreNotEqual() {
    long large = (1L << 53) + 1;
    assertFalse(
        new Tolerance(1, 1).admits(Tensor.of(Shape.of(1), large), Tensor.of(Shape.of(1), large - 1), 0));
  }

  @Test
  void booleansMustBeEqual() {
    Tensor yes = Tensor.copyOf(DataType.BOOL, Shape.of(1), MemorySegment.ofArray(new byte[]{1}));
    Tensor no = Tensor.copyOf(DataType.BOOL, Shape.of(1), MemorySegment.ofArray(new byte[]{0}));
    assertTrue(new Tolerance(1, 1).admits(yes, yes, 0));
    assertFalse(new Tolerance(1, 1).admits(yes, no, 0));
  }

  @Test
  void complexNumbersDifferByTheirDistanceInThePlane() {
    Tensor expected = Tensor.copyOf(DataType.COMPLEX64, Shape.of(1), MemorySegment.ofArray(new float[]{3, 4}));
    Tensor actual = Tensor.copyOf(DataType.COMPLEX64, Shape.of(1), MemorySegment.ofArray(new float[]{0, 0}));
    assertTrue(new Tolerance(5, 0).admits(expected, actual, 0));
    assertFalse(new Tolerance(4.5, 0).admits(expected, actual, 0));
    assertTrue(new Tolerance(0, 1).admits(expected, actual, 0));
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1, Double.NaN, Double.POSITIVE_INFINITY})
  void aToleranceIsFiniteAndNotNegative(double value) {
    assertThrows(IllegalArgumentException.class, () -> new Tolerance(value, 0));
    assertThrows(IllegalArgumentException.class, () -> new Tolerance(0, value));
  }
}
