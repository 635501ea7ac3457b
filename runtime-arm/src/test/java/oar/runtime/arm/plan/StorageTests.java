package oar.runtime.arm.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import oar.api.model.DataType;
import oar.api.model.LevelOfDetail;
import oar.api.model.Shape;
import org.junit.jupiter.api.Test;

class StorageTests {
  private final Storage storage = new Storage();

  private Operand allocate(int step, int lastUse, long elements) {
    Operand operand = new Operand("x", DataType.FLOAT32, Shape.of(elements), LevelOfDetail.NONE);
    storage.allocate(operand, step);
    storage.use(operand, lastUse);
    return operand;
  }

  private static long address(Operand operand) {
    return operand.segment().address();
  }

  @Test
  void operandsThatAreNeverNeededTogetherShareMemory() {
    Operand first = allocate(0, 1, 100);
    Operand second = allocate(1, 2, 100);
    Operand third = allocate(2, 3, 100);
    storage.layOut(Arena.ofAuto());
    assertEquals(address(first), address(third));
    assertNotEquals(address(first), address(second));
  }

  @Test
  void operandsThatAreNeededTogetherNeverOverlap() {
    Random random = new Random(5);
    record Life(Operand operand, int from, int to) {}
    List<Life> lives = new ArrayList<>();
    for (int step = 0; step < 200; step++) {
      int last = step + random.nextInt(10);
      lives.add(new Life(allocate(step, last, 1 + random.nextInt(500)), step, last));
    }
    storage.layOut(Arena.ofAuto());
    for (Life a : lives) {
      for (Life b : lives) {
        boolean together = a != b && a.from <= b.to && b.from <= a.to;
        boolean apart = address(a.operand) + a.operand.byteSize() <= address(b.operand)
            || address(b.operand) + b.operand.byteSize() <= address(a.operand);
        assertTrue(!together || apart, () -> a + " and " + b + " overlap (seed 5)");
      }
    }
  }

  @Test
  void outputTakesTheMemoryOfAnInputThatNobodyReadsLater() {
    Operand input = allocate(0, 1, 100);
    Operand output = allocate(1, 2, 100);
    storage.preferSharing(output, input, List.of(), 1);
    storage.layOut(Arena.ofAuto());
    assertEquals(address(input), address(output));
  }

  @Test
  void outputLeavesTheMemoryOfAnInputThatIsReadLater() {
    Operand input = allocate(0, 2, 100);
    Operand output = allocate(1, 2, 100);
    storage.preferSharing(output, input, List.of(), 1);
    storage.layOut(Arena.ofAuto());
    assertNotEquals(address(input), address(output));
  }

  @Test
  void outputLeavesMemoryThatAnotherInputIsAPartOf() {
    Operand input = allocate(0, 1, 100);
    Operand part = new Operand("part", DataType.FLOAT32, Shape.of(10), LevelOfDetail.NONE);
    storage.share(part, input, 40, 0);
    storage.use(part, 1);
    Operand output = allocate(1, 2, 100);
    storage.preferSharing(output, input, List.of(part), 1);
    storage.layOut(Arena.ofAuto());
    assertNotEquals(address(input), address(output));
  }

  @Test
  void aRangeLiesWithinWhatItIsARangeOf() {
    Operand whole = allocate(0, 1, 100);
    Operand range = new Operand("range", DataType.FLOAT32, Shape.of(10), LevelOfDetail.NONE);
    storage.share(range, whole, 80, 1);
    storage.use(range, 5);
    Operand later = allocate(3, 4, 100);
    storage.layOut(Arena.ofAuto());
    assertEquals(address(whole) + 80, address(range));
    assertNotEquals(address(whole), address(later), "the whole is needed as long as its range is");
  }

  @Test
  void aRangeOfMemoryFromOutsideIsBoundAnew() {
    Operand outside = new Operand("outside", DataType.FLOAT32, Shape.of(4), LevelOfDetail.NONE);
    outside.bind(Arena.ofAuto().allocate(16));
    Operand range = new Operand("range", DataType.FLOAT32, Shape.of(2), LevelOfDetail.NONE);
    storage.share(range, outside, 8, 0);
    List<Storage.Rebinding> rebindings = storage.layOut(Arena.ofAuto());
    outside.bind(Arena.ofAuto().allocate(16));
    rebindings.forEach(Storage.Rebinding::apply);
    assertEquals(address(outside) + 8, address(range));
  }
}
