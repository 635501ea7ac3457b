package oar.format.paddle.pir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class OperationsTests {
  @Test
  void anOperationThatOverwritesIsTheOneThatDoesNot() {
    assertSame(Operations.rule("pd_op.relu"), Operations.rule("pd_op.relu_"));
    assertTrue(Operations.has("pd_op.set_value_"));
    assertFalse(Operations.has("pd_op.set_value"));
  }

  @Test
  void dialectsAreNotMixedUp() {
    assertTrue(Operations.has("builtin.split") && Operations.has("pd_op.split"));
    assertFalse(Operations.has("relu") || Operations.has("onednn_op.relu") || Operations.has("_"));
  }

  @Test
  void slotsAreReadFromTheirNotation() {
    assertEquals(new Slot.Named("X", false, false), Slot.parse("X"));
    assertEquals(new Slot.Named("Scale", true, false), Slot.parse("Scale?"));
    assertEquals(new Slot.Named("SizeTensor", true, true), Slot.parse("SizeTensor*?"));
    assertEquals(new Slot.Additional("XShape"), Slot.parse("+XShape"));
    assertEquals(new Slot.Ignored(), Slot.parse("-"));
    assertEquals(new Slot.Constant("axis", AttributeForm.INT, Optional.empty()), Slot.parse("@axis:int"));
    assertEquals(new Slot.Constant("starts", AttributeForm.BOUNDS, Optional.of(new Slot.Named("Start", false, true))),
        Slot.parse("@starts:bounds/Start*"));
    assertThrows(IllegalArgumentException.class, () -> Slot.parse("X Y"));
  }
}
