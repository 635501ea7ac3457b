package oar.runtime.arm.op.matrix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import oar.api.model.Shape;
import oar.api.model.Tensor;
import oar.runtime.arm.op.OperatorTester;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EinsumTests {
  private static final Tensor ROWS = Tensor.of(Shape.of(2, 3), 1f, 2f, 3f, 4f, 5f, 6f);
  private static final Tensor SQUARE = Tensor.of(Shape.of(2, 2), 1f, 2f, 3f, 4f);

  private static OperatorTester sum(String equation, Tensor... operands) {
    return new OperatorTester("einsum").input("Operands", operands).attribute("equation", equation);
  }

  @Test
  void labelsThatTheOutputLacksAreSummedOver() {
    assertEquals(Tensor.of(Shape.of(2, 3), 9f, 12f, 15f, 19f, 26f, 33f), sum("ij,jk->ik", SQUARE, ROWS).run());
    assertEquals(Tensor.of(Shape.of(3), 5f, 7f, 9f), sum("ij->j", ROWS).run());
    assertEquals(Tensor.of(Shape.SCALAR, 5f), sum("ii", SQUARE).run());
    assertEquals(Tensor.of(Shape.of(2), 1f, 4f), sum("ii->i", SQUARE).run());
  }

  @Test
  void withoutAnArrowTheOutputHasWhatIsThereOnceInOrder() {
    assertEquals(Tensor.of(Shape.of(3, 2), 1f, 4f, 2f, 5f, 3f, 6f), sum("ba", ROWS).run());
  }

  @Test
  void dotsStandForWhatIsLeftOver() {
    assertEquals(Tensor.of(Shape.of(3, 2), 1f, 4f, 2f, 5f, 3f, 6f), sum("i...->...i", ROWS).run());
    assertEquals(sum("ij,jk->ik", SQUARE, ROWS).run(), sum("...ij,...jk->...ik", SQUARE, ROWS).run());
  }

  @Test
  void operandsAreMultipliedFromTheFirstToTheLast() {
    Tensor integers = Tensor.of(Shape.of(2), 2L, 3L);
    assertEquals(Tensor.of(Shape.SCALAR, 35L), sum("i,i,i->", integers, integers, integers).run());
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"ij,jk->ik | one operand", "i | labels", "ij->ijk | output", "ij->ii | output",
      "i1->i | equation"})
  void whatTheEquationCannotMeanIsRefused(String equation, String part) {
    String refusal = sum(equation, ROWS).refusal();
    assertTrue(refusal.contains(equation) || refusal.contains(part), refusal);
  }
}
