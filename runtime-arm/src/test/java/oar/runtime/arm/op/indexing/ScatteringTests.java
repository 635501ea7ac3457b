package oar.runtime.arm.op.indexing;

import static oar.runtime.arm.op.OperatorTester.tensor;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import oar.api.model.Attribute;
import oar.api.model.Attribute.Scalar;
import oar.api.model.DataType;
import oar.api.model.Shape;
import oar.api.model.Tensor;
import oar.runtime.arm.op.OperatorTester;
import org.junit.jupiter.api.Test;

class ScatteringTests {
  private static final Tensor ROWS = Tensor.of(Shape.of(3, 2), 0f, 1f, 10f, 11f, 20f, 21f);

  private static OperatorTester scatter(Tensor ids, Tensor updates) {
    return new OperatorTester("scatter").input("X", ROWS).input("Ids", ids).input("Updates", updates);
  }

  private static OperatorTester setValue(Tensor input, List<Integer> starts, List<Integer> ends, List<Integer> steps) {
    return new OperatorTester("set_value").input("Input", input).attribute("axes", List.of(0))
        .attribute("starts", starts).attribute("ends", ends).attribute("steps", steps);
  }

  @Test
  void theLastOfSeveralUpdatesOfARowStays() {
    Tensor scattered = scatter(Tensor.of(Shape.of(2), 1, 1), Tensor.of(Shape.of(2, 2), 1f, 2f, 3f, 4f)).run();
    assertEquals(Tensor.of(Shape.of(3, 2), 0f, 1f, 3f, 4f, 20f, 21f), scattered);
  }

  @Test
  void updatesOfARowAreSummedWithoutItsOldValue() {
    Tensor scattered = scatter(Tensor.of(Shape.of(2), 1, 1), Tensor.of(Shape.of(2, 2), 1f, 2f, 3f, 4f))
        .attribute("overwrite", false).run();
    assertEquals(Tensor.of(Shape.of(3, 2), 0f, 1f, 4f, 6f, 20f, 21f), scattered);
  }

  @Test
  void noUpdatesLeaveEverythingAsItIs() {
    assertEquals(ROWS, scatter(Tensor.of(Shape.of(0), new long[0]), Tensor.of(Shape.of(0, 2), new float[0])).run());
  }

  @Test
  void updatesThatDoNotFitAreRefused() {
    Tensor one = Tensor.of(Shape.of(1), 1);
    assertTrue(scatter(one, Tensor.of(Shape.of(2, 2), 1f, 2f, 3f, 4f)).refusal().contains("must have shape [1, 2]"));
    assertTrue(scatter(one, Tensor.of(Shape.of(1, 2), 1.0, 2.0)).refusal().contains("must be of one type"));
    assertTrue(scatter(Tensor.of(Shape.of(1), 3), Tensor.of(Shape.of(1, 2), 1f, 2f)).refusal()
        .contains("is 3; it must be from 0 to 2"));
  }

  @Test
  void additionsAreThoseOfTheElementType() {
    Tensor sums = new OperatorTester("scatter_nd_add").input("X", tensor(DataType.UINT8, Shape.of(2), 250, 1))
        .input("Index", Tensor.of(Shape.of(2, 1), 0L, 0L)).input("Updates", tensor(DataType.UINT8, Shape.of(2), 3, 4))
        .run();
    assertEquals(tensor(DataType.UINT8, Shape.of(2), 1, 1), sums);
  }

  @Test
  void truthValuesAreNotAdded() {
    Tensor truth = tensor(DataType.BOOL, Shape.of(1), 1);
    String refusal = new OperatorTester("scatter_nd_add").input("X", truth)
        .input("Index", Tensor.of(Shape.of(1, 1), 0L)).input("Updates", truth).refusal();
    assertTrue(refusal.contains("holds bool, which cannot be added"), refusal);
  }

  @Test
  void aRegionIsSetBackwards() {
    Tensor value = Tensor.of(Shape.of(2, 1), 7f, 8f);
    Tensor set = setValue(ROWS, List.of(2), List.of(-4), List.of(-2)).input("ValueTensor", value).run();
    assertEquals(Tensor.of(Shape.of(3, 2), 8f, 8f, 10f, 11f, 7f, 7f), set);
  }

  @Test
  void valuesAreConvertedToTheTypeOfTheInput() {
    Attribute values = new Attribute.Scalars(List.of(new Scalar.Float64(2.5)));
    Tensor set = setValue(Tensor.of(Shape.of(3), 0L, 1L, 2L), List.of(1), List.of(2), List.of(1))
        .attribute("values", values).attribute("shape", List.of(1)).run();
    assertEquals(Tensor.of(Shape.of(3), 0L, 2L, 2L), set);
  }

  @Test
  void aRegionThatCannotBeSetIsRefused() {
    Tensor value = Tensor.of(Shape.of(2), 7f, 8f);
    assertTrue(setValue(ROWS, List.of(0), List.of(2), List.of(0)).input("ValueTensor", value).refusal()
        .contains("it must be another"));
    assertTrue(setValue(ROWS, List.of(0), List.of(2), List.of(1)).input("ValueTensor", ROWS).refusal()
        .contains("does not broadcast"));
    assertTrue(setValue(ROWS, List.of(0, 0), List.of(2), List.of(1)).input("ValueTensor", value).refusal()
        .contains("must be equally long"));
    assertTrue(setValue(ROWS, List.of(0), List.of(2), List.of(1)).attribute("shape", List.of(2)).refusal()
        .contains("there are 0 values"));
  }
}
