package oar.runtime.arm.op.elementwise;

import static oar.runtime.arm.op.OperatorTester.elements;
import static oar.runtime.arm.op.OperatorTester.tensor;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import oar.api.model.DataType;
import oar.api.model.LevelOfDetail;
import oar.api.model.LodTensor;
import oar.api.model.Shape;
import oar.api.model.Tensor;
import oar.runtime.arm.op.OperatorTester;
import org.junit.jupiter.api.Test;

class BinaryTests {
  private static OperatorTester of(String type, Tensor x, Tensor y) {
    return new OperatorTester(type).input("X", x).input("Y", y);
  }

  private static Tensor counting(DataType type, long... dimensions) {
    Shape shape = Shape.of(dimensions);
    return tensor(type, shape, IntStream.range(0, (int) shape.elementCount()).asDoubleStream().toArray());
  }

  @Test
  void theLowerRankStandsAtTheAxisOrTheEnd() {
    Tensor x = counting(DataType.FLOAT32, 2, 3, 3);
    Tensor y = Tensor.of(Shape.of(3), 100f, 200f, 300f);
    assertEquals(100f + 3, of("elementwise_add", x, y).run().toFloats()[3]);
    assertEquals(200f + 3, of("elementwise_add", x, y).attribute("axis", 1).run().toFloats()[3]);
    assertEquals(200f + 3, of("elementwise_add", y, x).attribute("axis", 1).run().toFloats()[3]);
  }

  @Test
  void lastDimensionsOfOneThatReachTooFarAreIgnored() {
    Tensor y = Tensor.of(Shape.of(3, 1), 1f, 2f, 3f);
    assertArrayEquals(new float[]{0, 2, 6, 3, 8, 15},
        of("elementwise_mul", counting(DataType.FLOAT32, 1, 2, 3), y).attribute("axis", 2).run().toFloats());
  }

  @Test
  void bothOperandsMayRepeat() {
    Tensor result = of("elementwise_sub", counting(DataType.INT64, 3, 1), counting(DataType.INT64, 1, 2)).run();
    assertEquals(Tensor.of(Shape.of(3, 2), 0L, -1L, 1L, 0L, 2L, 1L), result);
  }

  @Test
  void scalarsAndEmptyTensorsCombine() {
    Tensor scalar = tensor(DataType.FLOAT32, Shape.SCALAR, 2);
    assertEquals(Shape.SCALAR, of("elementwise_pow", scalar, scalar).run().shape());
    assertArrayEquals(new double[]{0, 1, 4},
        elements(of("elementwise_pow", counting(DataType.FLOAT32, 3), scalar).run()));
    assertEquals(Shape.of(2, 0), of("elementwise_add", counting(DataType.FLOAT32, 2, 0), scalar).run().shape());
    assertEquals(Shape.of(0),
        of("elementwise_add", counting(DataType.INT32, 0), counting(DataType.INT32, 1)).run().shape());
  }

  @Test
  void shapesThatDoNotCombineAreRefused() {
    Tensor x = counting(DataType.FLOAT32, 2, 3);
    assertTrue(
        of("elementwise_add", x, counting(DataType.FLOAT32, 2)).refusal().contains("dimension 1 is 3 in one and 2"));
    assertTrue(of("elementwise_add", x, counting(DataType.FLOAT32, 3)).attribute("axis", 2).refusal()
        .contains("does not fit at axis 2"));
    assertTrue(of("elementwise_add", x, counting(DataType.FLOAT32, 3)).attribute("axis", -2).refusal()
        .contains("does not fit at axis -2"));
    assertTrue(of("elementwise_add", x, counting(DataType.INT32, 3)).refusal().contains("must be of one type"));
  }

  @Test
  void remaindersHaveTheDivisorsSignAndQuotientsAreRoundedDown() {
    for (DataType type : new DataType[]{DataType.INT32, DataType.INT64, DataType.FLOAT32, DataType.FLOAT64}) {
      Tensor x = tensor(type, Shape.of(4), 7, -7, 7, -7);
      Tensor y = tensor(type, Shape.of(4), 3, 3, -3, -3);
      assertArrayEquals(new double[]{1, 2, -2, -1}, elements(of("elementwise_mod", x, y).run()), type.label());
      assertArrayEquals(new double[]{2, -3, -3, 2}, elements(of("elementwise_floordiv", x, y).run()), type.label());
    }
    assertArrayEquals(new double[]{2, -2}, elements(of("elementwise_div", tensor(DataType.INT32, Shape.of(2), 7, -7),
        tensor(DataType.INT32, Shape.of(1), 3)).run()));
  }

  @Test
  void anIntegerDividedByZeroIsRefused() {
    for (String type : new String[]{"elementwise_div", "elementwise_mod", "elementwise_floordiv"}) {
      String refusal = of(type, Tensor.of(Shape.of(2), 1, 2), Tensor.of(Shape.of(2), 1, 0)).refusal();
      assertTrue(refusal.contains("element 1 of input Y") && refusal.contains("cannot be divided"), refusal);
    }
    assertEquals(Float.POSITIVE_INFINITY,
        of("elementwise_div", Tensor.of(Shape.of(1), 1f), Tensor.of(Shape.of(1), 0f)).run().toFloats()[0]);
  }

  @Test
  void wholeNumbersStayExactAndWrapAround() {
    long large = 9007199254740993L;
    assertEquals(Tensor.of(Shape.of(1), large + 2),
        of("elementwise_add", Tensor.of(Shape.of(1), large), Tensor.of(Shape.of(1), 2L)).run());
    assertEquals(Tensor.of(Shape.of(1), Integer.MIN_VALUE),
        of("elementwise_add", Tensor.of(Shape.of(1), Integer.MAX_VALUE), Tensor.of(Shape.of(1), 1)).run());
  }

  @Test
  void ofNaNAndANumberTheSecondOneIsTakenWhereTheHigherRankIsTheFirst() {
    Tensor nan = tensor(DataType.FLOAT32, Shape.of(1, 1), Double.NaN);
    Tensor two = tensor(DataType.FLOAT32, Shape.of(1), 2);
    assertArrayEquals(new double[]{2}, elements(of("elementwise_max", nan, two).run()));
    assertArrayEquals(new double[]{2}, elements(of("elementwise_max", two, nan).run()));
    assertArrayEquals(new double[]{Double.NaN}, elements(of("elementwise_min", two, nan.withShape(Shape.of(1))).run()));
  }

  @Test
  void aFusedActivationComesLast() {
    Tensor x = Tensor.of(Shape.of(3), -5, 1, 2);
    assertEquals(Tensor.of(Shape.of(3), 0, 2, 3), of("fusion_elementwise_add_activation", x, Tensor.of(Shape.of(1), 1))
        .attribute("act_type", "relu").run());
    assertTrue(of("fusion_elementwise_add_activation", x, x).attribute("act_type", "bent").refusal()
        .contains("act_type bent"));
  }

  @Test
  void theLeftOperandsSequencesAreCarried() {
    LevelOfDetail levels = LevelOfDetail.of(new long[]{0, 2});
    LodTensor x = new LodTensor(Tensor.of(Shape.of(2), 1f, 2f), levels);
    OperatorTester sum = new OperatorTester("elementwise_add").input("X", x).input("Y", Tensor.of(Shape.of(1), 1f));
    assertEquals(levels, sum.outputs().getFirst().levelOfDetail());
  }
}
