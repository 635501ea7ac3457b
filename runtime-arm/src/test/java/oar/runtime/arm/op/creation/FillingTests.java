package oar.runtime.arm.op.creation;

import static oar.runtime.arm.op.OperatorTester.elements;
import static oar.runtime.arm.op.OperatorTester.tensor;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import oar.api.model.Attribute;
import oar.api.model.DataType;
import oar.api.model.LevelOfDetail;
import oar.api.model.LodTensor;
import oar.api.model.Shape;
import oar.api.model.Tensor;
import oar.runtime.arm.op.OperatorTester;
import org.junit.jupiter.api.Test;

class FillingTests {
  private static final int INT32 = 2;
  private static final int INT64 = 3;
  private static final int UINT8 = 20;

  private static OperatorTester constant(List<Integer> shape) {
    return new OperatorTester("fill_constant").attribute("shape", shape);
  }

  private static OperatorTester batchLike(LodTensor input) {
    return new OperatorTester("fill_constant_batch_size_like").input("Input", input)
        .attribute("shape", List.of(-1, 2)).attribute("value", 3f);
  }

  @Test
  void aTextIsExactWhereTheNumberIsNot() {
    Tensor filled = constant(List.of(1)).attribute("dtype", INT64).attribute("value", 9007199254740993f)
        .attribute("str_value", "9007199254740993").run();
    assertEquals(Tensor.of(Shape.of(1), 9007199254740993L), filled);
  }

  @Test
  void anEmptyShapeIsAScalarAndADimensionMayBeZero() {
    assertEquals(Tensor.of(Shape.SCALAR, 2f), constant(List.of()).attribute("value", 2f).run());
    assertEquals(Shape.of(2, 0), constant(List.of(2, 0)).run().shape());
  }

  @Test
  void constantsThatCannotBeAreRefused() {
    assertTrue(constant(List.of(2, -1)).refusal().contains("shape is [2, -1]"));
    assertTrue(constant(List.of(1)).attribute("str_value", "much").refusal().contains("str_value is 'much'"));
    assertTrue(constant(List.of(1)).attribute("dtype", 99).refusal().contains("dtype is 99"));
    assertTrue(constant(List.of(1)).attribute("dtype", UINT8).attribute("value", 256f).refusal()
        .contains("the value is 256.0, which uint8 does not hold"));
    assertTrue(constant(List.of(1)).input("ValueTensor", Tensor.of(Shape.of(0), new float[0])).refusal()
        .contains("must have one element"));
    assertTrue(constant(List.of(1 << 30, 1 << 30, 1 << 30)).refusal().contains("beyond what can be counted"));
  }

  @Test
  void likenessIsOfShapeAndSequences() {
    LodTensor x = new LodTensor(Tensor.of(Shape.of(3), 1f, 2f, 3f), LevelOfDetail.of(new long[]{0, 1, 3}));
    LodTensor filled = new OperatorTester("fill_any_like").input("X", x).attribute("value", -2.5f)
        .attribute("dtype", INT32).outputs().getFirst();
    assertEquals(new LodTensor(Tensor.of(Shape.of(3), -2, -2, -2), x.levelOfDetail()), filled);
  }

  @Test
  void zerosAreOfTheTypeOfTheirModel() {
    Tensor zeros = new OperatorTester("fill_zeros_like").input("X", tensor(DataType.FLOAT16, Shape.of(2), 1, 2)).run();
    assertEquals(tensor(DataType.FLOAT16, Shape.of(2)), zeros);
  }

  @Test
  void aNumberOutsideTheTypeIsRefused() {
    String refusal = new OperatorTester("fill_any_like").input("X", tensor(DataType.UINT8, Shape.of(1)))
        .attribute("value", -1f).refusal();
    assertTrue(refusal.contains("the value is -1.0, which uint8 does not hold"), refusal);
  }

  @Test
  void theBatchIsTheNumberOfSequencesIfThereAreAny() {
    Tensor rows = Tensor.of(Shape.of(3, 1), 0f, 0f, 0f);
    LodTensor sequences = new LodTensor(rows, LevelOfDetail.of(new long[]{0, 1, 3}));
    assertEquals(Shape.of(2, 2), batchLike(sequences).run().shape());
    assertEquals(Shape.of(1, 2), batchLike(sequences).attribute("input_dim_idx", 1).run().shape());
    assertEquals(Shape.of(3, 2), batchLike(new LodTensor(rows)).run().shape());
  }

  @Test
  void aBatchThatIsNowhereIsRefused() {
    LodTensor row = new LodTensor(Tensor.of(Shape.of(1), 0f));
    assertTrue(batchLike(row).attribute("input_dim_idx", 1).refusal().contains("input_dim_idx is 1"));
    assertTrue(batchLike(row).attribute("output_dim_idx", -1).refusal().contains("output_dim_idx is -1"));
    assertTrue(batchLike(row).attribute("output_dim_idx", 1).refusal().contains("element 0 of shape is -1"));
  }

  @Test
  void assignedValuesMayBeInAnyList() {
    Tensor assigned = new OperatorTester("assign_value").attribute("shape", List.of(2)).attribute("dtype", INT64)
        .attribute("fp32_values", new Attribute.Floats(List.of(1.5f, -2f))).run();
    assertEquals(Tensor.of(Shape.of(2), 1L, -2L), assigned);
  }

  @Test
  void asManyValuesMustBeAssignedAsThereAreElements() {
    String refusal = new OperatorTester("assign_value").attribute("shape", List.of(3)).attribute("dtype", INT32)
        .attribute("int32_values", List.of(1, 2)).refusal();
    assertTrue(refusal.contains("shape is [3], but there are 2 values"), refusal);
  }

  @Test
  void anEmptyTensorHoldsZeros() {
    Tensor empty = new OperatorTester("empty").input("ShapeTensor", Tensor.of(Shape.of(2), 1L, 3L)).run();
    assertArrayEquals(new double[3], elements(empty));
    assertTrue(new OperatorTester("empty").attribute("shape", List.of(-2)).refusal().contains("shape is [-2]"));
  }
}
