package oar.runtime.arm.op.control;

import static oar.runtime.arm.op.OperatorTester.tensor;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import oar.api.model.DataType;
import oar.api.model.LevelOfDetail;
import oar.api.model.LodTensor;
import oar.api.model.Shape;
import oar.api.model.Tensor;
import oar.runtime.arm.op.OperatorTester;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code split_lod_tensor} and {@code merge_lod_tensor}. */
class MaskTests {
  private static final LevelOfDetail NESTED = LevelOfDetail.of(new long[]{0, 1, 3}, new long[]{0, 2, 3, 4});

  private static Tensor mask(double... flags) {
    return tensor(DataType.BOOL, Shape.of(flags.length, 1), flags);
  }

  private static OperatorTester split(LodTensor x, Tensor mask) {
    return new OperatorTester("split_lod_tensor").input("X", x).input("Mask", mask).output("OutTrue")
        .output("OutFalse");
  }

  @ParameterizedTest
  @EnumSource(value = DataType.class, names = {"BOOL", "INT64", "FLOAT16", "FLOAT64"})
  void whatIsSplitIsMergedAgain(DataType type) {
    LodTensor x = new LodTensor(tensor(type, Shape.of(4, 1), 1, 0, 0, 1), NESTED);
    List<LodTensor> parts = split(x, mask(0, 1)).outputs();
    assertEquals(LevelOfDetail.of(new long[]{0, 2}, new long[]{0, 1, 2}), parts.getFirst().levelOfDetail());
    LodTensor merged = new OperatorTester("merge_lod_tensor").input("X", x).input("Mask", mask(0, 1))
        .input("InTrue", parts.getFirst()).input("InFalse", parts.getLast()).outputs().getFirst();
    assertEquals(x.tensor(), merged.tensor());
    assertEquals(NESTED, merged.levelOfDetail());
  }

  @Test
  void nothingMayBeTaken() {
    Tensor rows = tensor(DataType.FLOAT32, Shape.of(2, 3));
    List<LodTensor> parts = split(new LodTensor(rows), mask(0, 0)).outputs();
    assertEquals(Shape.of(0, 3), parts.getFirst().tensor().shape());
    assertEquals(rows, parts.getLast().tensor());
  }

  @Test
  void aMaskHasAFlagForEachSequence() {
    LodTensor rows = new LodTensor(tensor(DataType.FLOAT32, Shape.of(2, 3)));
    String more = split(rows, mask(0, 1, 0)).refusal();
    assertTrue(more.contains("Mask Mask bool [3, 1] has more rows than input X float32 [2, 3]"), more);
    String integers = split(rows, tensor(DataType.INT32, Shape.of(2, 1))).refusal();
    assertTrue(integers.contains("Mask Mask int32 [2, 1] must be bool [n, 1]"), integers);
    String level = split(rows, mask(0, 1)).attribute("level", -1).refusal();
    assertTrue(level.contains("level is -1; it must be 0 or more"), level);
    String merged = new OperatorTester("merge_lod_tensor").input("X", rows).input("Mask", mask(1, 1))
        .input("InTrue", tensor(DataType.FLOAT32, Shape.of(1, 3)))
        .input("InFalse", tensor(DataType.FLOAT32, Shape.of(1, 3))).refusal();
    assertTrue(merged.contains("Mask asks for sequence 1 of InTrue"), merged);
  }
}
