package oar.runtime.arm.op.matrix;

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

class MatmulTests {
  private static Tensor counting(DataType type, long... dimensions) {
    Shape shape = Shape.of(dimensions);
    return tensor(type, shape, IntStream.range(0, (int) shape.elementCount()).asDoubleStream().toArray());
  }

  private static Tensor floats(long... dimensions) {
    return counting(DataType.FLOAT32, dimensions);
  }

  private static OperatorTester of(String type, Tensor x, Tensor y) {
    return new OperatorTester(type).input("X", x).input("Y", y);
  }

  @Test
  void everyTypeGivesTheSameProduct() {
    for (DataType type : new DataType[]{DataType.FLOAT32, DataType.FLOAT64, DataType.INT32, DataType.INT64}) {
      Tensor product = of("matmul_v2", counting(type, 2, 3), counting(type, 3, 2)).run();
      assertEquals(tensor(type, Shape.of(2, 2), 10, 13, 28, 40), product);
    }
  }

  @Test
  void eitherSideMayBeTransposed() {
    double[] expected = {10, 13, 28, 40};
    Tensor right = Tensor.of(Shape.of(2, 3), 0f, 2f, 4f, 1f, 3f, 5f);
    Tensor left = Tensor.of(Shape.of(3, 2), 0f, 3f, 1f, 4f, 2f, 5f);
    assertArrayEquals(expected, elements(of("matmul_v2", floats(2, 3), right).attribute("trans_y", true).run()));
    assertArrayEquals(expected,
        elements(of("matmul_v2", left, right).attribute("trans_x", true).attribute("trans_y", true).run()));
    assertArrayEquals(expected, elements(new OperatorTester("matmul").input("X", left).weight("Y", right)
        .attribute("transpose_X", true).attribute("transpose_Y", true).run()));
  }

  @Test
  void batchesBroadcastInTheSecondVersion() {
    assertEquals(Shape.of(3, 2, 4, 6), of("matmul_v2", floats(3, 1, 4, 5), floats(2, 5, 6)).run().shape());
    assertTrue(of("matmul_v2", floats(3, 4, 5), floats(2, 5, 6)).refusal().contains("do not combine"));
  }

  @Test
  void batchesArePairedInTheFirstVersion() {
    assertEquals(Shape.of(2, 3, 1, 1), of("matmul", floats(2, 3, 1, 2), floats(3, 2, 2, 1)).run().shape());
    Tensor paired = of("matmul", floats(1, 2, 1, 1), floats(2, 1, 1, 1)).run();
    assertEquals(tensor(DataType.FLOAT32, Shape.of(1, 2, 1, 1), 0, 1), paired);
    assertEquals(Shape.of(2, 2, 3, 5), of("matmul", floats(3, 4), floats(2, 2, 4, 5)).run().shape());
    assertTrue(of("matmul", floats(1, 3, 4), floats(2, 4, 5)).refusal().contains("must have as many matrices"));
  }

  @Test
  void vectorsAreRowsOnTheLeftAndColumnsOnTheRight() {
    assertEquals(tensor(DataType.FLOAT32, Shape.SCALAR, 5), of("matmul_v2", floats(3), floats(3)).run());
    assertEquals(Shape.of(2, 4), of("matmul_v2", floats(3), floats(2, 3, 4)).run().shape());
    assertEquals(Shape.of(2, 4), of("matmul_v2", floats(2, 4, 3), floats(3)).run().shape());
    assertEquals(Shape.of(3, 4), of("matmul", floats(3), floats(4)).attribute("transpose_X", true)
        .attribute("transpose_Y", true).run().shape());
  }

  @Test
  void emptyProductsAreEmptyOrZero() {
    assertEquals(Shape.of(0, 4), of("matmul_v2", floats(0, 3), floats(3, 4)).run().shape());
    assertEquals(tensor(DataType.FLOAT32, Shape.of(1, 2)), of("matmul_v2", floats(1, 0), floats(0, 2)).run());
    assertEquals(Shape.of(0, 2, 2), of("matmul_v2", floats(0, 2, 3), floats(3, 2)).run().shape());
  }

  @Test
  void operandsThatDoNotFitAreRefused() {
    assertTrue(of("matmul_v2", floats(2, 3), floats(2, 3)).refusal()
        .contains("the left matrix has 3 columns, the right one 2 rows"));
    assertTrue(of("matmul_v2", floats(2, 3), tensor(DataType.FLOAT32, Shape.SCALAR, 1)).refusal()
        .contains("must not be scalars"));
    assertTrue(
        of("matmul_v2", floats(2, 3), counting(DataType.FLOAT64, 3, 2)).refusal().contains("must be of one type"));
    assertTrue(of("matmul", counting(DataType.INT32, 1, 1), counting(DataType.INT32, 1, 1)).refusal()
        .contains("must be of one type"));
  }

  @Test
  void onlyTheFirstVersionCarriesSequences() {
    LevelOfDetail levels = LevelOfDetail.of(new long[]{0, 1, 2});
    LodTensor x = new LodTensor(floats(2, 3), levels);
    Tensor y = floats(3, 2);
    assertEquals(levels, new OperatorTester("matmul").input("X", x).input("Y", y).outputs().getFirst().levelOfDetail());
    for (String optimize : new String[]{"true", "false"}) {
      OperatorTester second = new OperatorTester("matmul_v2").input("X", x).weight("Y", y).option("optimize", optimize);
      assertEquals(LevelOfDetail.NONE, second.outputs().getFirst().levelOfDetail());
    }
  }
}
