package oar.runtime.arm.op.indexing;

import static oar.runtime.arm.op.OperatorTester.elements;
import static oar.runtime.arm.op.OperatorTester.tensor;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import oar.api.model.DataType;
import oar.api.model.LevelOfDetail;
import oar.api.model.LodTensor;
import oar.api.model.Shape;
import oar.api.model.Tensor;
import oar.api.model.Weight;
import oar.api.quantization.SymmetricQuantization;
import oar.runtime.arm.op.OperatorTester;
import org.junit.jupiter.api.Test;

class GatheringTests {
  private static final Tensor TABLE = Tensor.of(Shape.of(3, 2), 0f, 1f, 10f, 11f, 20f, 21f);

  private static Tensor places(long... places) {
    return Tensor.of(Shape.of(places.length), places);
  }

  private static OperatorTester gather(Tensor x, Tensor index) {
    return new OperatorTester("gather").input("X", x).input("Index", index);
  }

  private static OperatorTester lookup(Tensor ids) {
    return new OperatorTester("lookup_table_v2").weight("W", TABLE).input("Ids", ids);
  }

  @Test
  void rowsOfAnyElementTypeAreTaken() {
    for (DataType type : new DataType[]{DataType.BOOL, DataType.UINT8, DataType.FLOAT16, DataType.FLOAT64}) {
      Tensor taken = gather(tensor(type, Shape.of(3), 0, 1, 1), places(2, 0)).run();
      assertEquals(tensor(type, Shape.of(2), 1, 0), taken);
    }
  }

  @Test
  void anAxisTensorMayCountFromTheEnd() {
    Tensor taken = gather(TABLE, places(1)).input("Axis", Tensor.of(Shape.of(1), -1)).run();
    assertEquals(Tensor.of(Shape.of(3, 1), 1f, 11f, 21f), taken);
  }

  @Test
  void noPlacesGiveNoRows() {
    assertEquals(Shape.of(0, 2), gather(TABLE, places()).run().shape());
  }

  @Test
  void rowsKeepTheSequencesOfTheirTensor() {
    LodTensor x = new LodTensor(TABLE, LevelOfDetail.of(new long[]{0, 1, 3}));
    LodTensor taken = new OperatorTester("gather").input("X", x).input("Index", places(2, 1, 0)).outputs().getFirst();
    assertEquals(x.levelOfDetail(), taken.levelOfDetail());
  }

  @Test
  void placesOutsideTheTensorAreRefused() {
    assertTrue(gather(TABLE, places(0, 3)).refusal().contains("element 1 of Index int64 [2] is 3"));
    assertTrue(gather(TABLE, places(-1)).refusal().contains("must be from 0 to 2"));
    assertTrue(new OperatorTester("gather_nd").input("X", TABLE).input("Index", Tensor.of(Shape.of(1, 2), 1L, 2L))
        .refusal().contains("as a place of dimension 1 it must be from 0 to 1"));
    assertTrue(lookup(places(3)).refusal().contains("element 0 of Ids"));
  }

  @Test
  void placesMustBeIntegers() {
    assertTrue(gather(TABLE, tensor(DataType.FLOAT64, Shape.of(1), 1)).refusal().contains("must hold integers"));
    assertTrue(gather(TABLE, Tensor.of(Shape.of(1), 0.5f)).refusal().contains("0.5; it must be an integer"));
  }

  @Test
  void shapesThatDoNotFitAreRefused() {
    assertTrue(gather(TABLE, Tensor.of(Shape.of(1, 2), 0L, 1L)).refusal().contains("column [n, 1]"));
    assertTrue(gather(TABLE, places(0)).attribute("axis", 2).refusal().contains("axis is 2"));
    assertTrue(gather(tensor(DataType.FLOAT32, Shape.SCALAR, 1), places(0)).refusal().contains("axis is 0"));
    assertTrue(new OperatorTester("gather_nd").input("X", TABLE).input("Index", places(0, 0, 0)).refusal()
        .contains("a last dimension of at most 2"));
    assertTrue(new OperatorTester("lookup_table").weight("W", TABLE).input("Ids", places(0, 1)).refusal()
        .contains("a last dimension of 1"));
  }

  @Test
  void anIndexOfDepthZeroNamesTheWholeTensor() {
    Tensor index = Tensor.of(Shape.of(2, 0), new long[0]);
    Tensor taken = new OperatorTester("gather_nd").input("X", places(4, 5)).input("Index", index).run();
    assertEquals(Tensor.of(Shape.of(2, 2), 4L, 5L, 4L, 5L), taken);
  }

  @Test
  void thePaddingWordIsZerosEvenIfItIsNotInTheTable() {
    Tensor taken = lookup(places(1, 9)).attribute("padding_idx", 9).run();
    assertEquals(Tensor.of(Shape.of(2, 2), 10f, 11f, 0f, 0f), taken);
  }

  @Test
  void aQuantizedTableIsReadAsRealNumbers() {
    for (DataType type : new DataType[]{DataType.INT8, DataType.INT16}) {
      Weight quantized = SymmetricQuantization.quantize(type.label(), type, "W", new Weight(TABLE), 1);
      Tensor taken = new OperatorTester("lookup_table_v2").weight("W", quantized).input("Ids", places(2, 1)).run();
      assertEquals(Shape.of(2, 2), taken.shape());
      assertArrayEquals(new double[]{20, 21, 10, 11}, elements(taken), 0.1, type.label());
    }
  }

  @Test
  void aRowOfCodesNeedsItsBounds() {
    Tensor bounds = Tensor.of(Shape.of(2, 1), -1f, 1f);
    OperatorTester tester = new OperatorTester("lookup_table_dequant").weight("W", bounds)
        .input("Ids", Tensor.of(Shape.of(1, 1), 0L));
    assertTrue(tester.refusal().contains("[words, 2 or more]"));
  }

  @Test
  void aDictionaryOfTheWrongSizeIsRefused() {
    OperatorTester tester = new OperatorTester("dequantize_log").input("X", tensor(DataType.INT8, Shape.of(1), -1))
        .input("Dict", TABLE);
    assertTrue(tester.refusal().contains("128 numbers"));
  }

  @Test
  void aParentOutsideTheBeamIsRefused() {
    Tensor ids = Tensor.of(Shape.of(2, 1, 2), 1L, 2L, 3L, 4L);
    Tensor parents = Tensor.of(Shape.of(2, 1, 2), 0L, 0L, 2L, 0L);
    String refusal = new OperatorTester("gather_tree").input("Ids", ids).input("Parents", parents).refusal();
    assertTrue(refusal.contains("element 2 of Parents int64 [2, 1, 2] is 2"), refusal);
  }
}
