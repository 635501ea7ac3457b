package oar.runtime.arm.op.convolution;

import static oar.runtime.arm.op.OperatorTester.tensor;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import oar.api.model.DataType;
import oar.api.model.Shape;
import oar.api.model.Tensor;
import oar.runtime.arm.op.OperatorTester;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MaximumUnpoolTests {
  private static final Shape PAIR = Shape.of(1, 1, 1, 2);

  private static OperatorTester unpool(Tensor x, Tensor indices) {
    return new OperatorTester("unpool").input("X", x).input("Indices", indices).attribute("ksize", List.of(2, 2))
        .attribute("strides", List.of(2, 2)).attribute("paddings", List.of(0, 0));
  }

  private static OperatorTester unpool(double first, double second) {
    return unpool(Tensor.of(PAIR, 5f, 7f), tensor(DataType.INT32, PAIR, first, second));
  }

  @ParameterizedTest
  @CsvSource({"FLOAT32, INT32", "FLOAT64, INT64", "INT64, INT32"})
  void elementsGoToTheirPlacesAmongZeros(DataType type, DataType indexType) {
    Tensor x = tensor(type, PAIR, 5, 7);
    assertEquals(tensor(type, Shape.of(1, 1, 2, 4), 0, 5, 0, 0, 0, 0, 0, 7),
        unpool(x, tensor(indexType, PAIR, 1, 7)).run());
  }

  @Test
  void thePlanesMayBeOfAnotherSize() {
    assertEquals(Tensor.of(Shape.of(1, 1, 1, 3), 5f, 0f, 7f),
        unpool(0, 2).attribute("output_size", List.of(1, 3)).run());
  }

  @Test
  void theLastOfSeveralForAPlaceStays() {
    assertEquals(Tensor.of(Shape.of(1, 1, 2, 4), 0f, 0f, 7f, 0f, 0f, 0f, 0f, 0f), unpool(2, 2).run());
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 8, Integer.MAX_VALUE})
  void placesOutsideThePlaneAreRefused(int place) {
    assertRefused("element 1 of input Indices int32 [1, 1, 1, 2] is " + place, unpool(0, place));
  }

  @Test
  void badAttributesAreRefused() {
    assertRefused("ksize is [0, 2]", unpool(0, 1).attribute("ksize", List.of(0, 2)));
    assertRefused("strides is [0, 2]", unpool(0, 1).attribute("strides", List.of(0, 2)));
    assertRefused("output_size is [3]", unpool(0, 1).attribute("output_size", List.of(3)));
    assertRefused("output_size is [0, 3]", unpool(0, 1).attribute("output_size", List.of(0, 3)));
    assertRefused("data_format NHWC is not supported", unpool(0, 1).attribute("data_format", "NHWC"));
    assertRefused("unpooling_type avg is not supported", unpool(0, 1).attribute("unpooling_type", "avg"));
  }

  @Test
  void badInputsAreRefused() {
    Tensor x = Tensor.of(PAIR, 5f, 7f);
    assertRefused("must be of int32 or int64", unpool(x, x));
    assertRefused("must have one shape", unpool(x, tensor(DataType.INT32, Shape.of(1, 1, 2, 1), 0, 1)));
    assertRefused("must have rank 4",
        unpool(Tensor.of(Shape.of(2), 5f, 7f), tensor(DataType.INT32, Shape.of(2), 0, 1)));
  }

  private static void assertRefused(String words, OperatorTester operator) {
    String refusal = operator.refusal();
    assertTrue(refusal.contains(words), refusal);
  }
}
