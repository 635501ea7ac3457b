package oar.runtime.arm.op.reduction;

import static oar.runtime.arm.op.OperatorTester.elements;
import static oar.runtime.arm.op.OperatorTester.tensor;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import oar.api.model.DataType;
import oar.api.model.Shape;
import oar.api.model.Tensor;
import oar.runtime.arm.op.OperatorTester;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FoldedLinesTests {
  private static OperatorTester logSumExp(Tensor x, Integer... axes) {
    return new OperatorTester("logsumexp").input("X", x).attribute("axis", List.of(axes));
  }

  private static OperatorTester maxout(Tensor x, int groups, int axis) {
    return new OperatorTester("maxout").input("X", x).attribute("groups", groups).attribute("axis", axis);
  }

  private static Tensor images(int channels) {
    return tensor(DataType.FLOAT32, Shape.of(1, channels, 1, 2), 1, 8, 2, 7, 3, 6, 4, 5);
  }

  @Test
  void largeExponentsDoNotOverflow() {
    Tensor x = tensor(DataType.FLOAT64, Shape.of(2, 2), 1000, 1000, -1000, -1000);
    double[] expected = {1000 + Math.log(2), -1000 + Math.log(2)};
    assertArrayEquals(expected, elements(logSumExp(x, 1).run()), 1e-12);
    assertArrayEquals(new double[]{Math.log(6)},
        elements(logSumExp(tensor(DataType.FLOAT64, Shape.of(2, 3), 0, 0, 0, 0, 0, 0)).run()), 1e-12);
  }

  @Test
  void linesLieAlongAnyDimensions() {
    Tensor x = tensor(DataType.FLOAT64, Shape.of(2, 3, 2), 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
    double[] expected = new double[3];
    for (int i = 0; i < 3; i++) {
      expected[i] = Math.log(Math.exp(2 * i) + Math.exp(2 * i + 1) + Math.exp(6 + 2 * i) + Math.exp(7 + 2 * i));
    }
    assertArrayEquals(expected, elements(logSumExp(x, 0, -1).run()), 1e-12);
    assertEquals(Shape.of(1, 3, 1), logSumExp(x, 0, -1).attribute("keepdim", true).run().shape());
    assertEquals(Shape.SCALAR, logSumExp(x, 0).attribute("reduce_all", true).run().shape());
  }

  @Test
  void theLogarithmOfAnEmptySumIsMinusInfinity() {
    assertArrayEquals(new double[]{Double.NEGATIVE_INFINITY},
        elements(logSumExp(tensor(DataType.FLOAT32, Shape.of(0)), 0).run()));
  }

  @Test
  void integersAndAxesThatAreNoneAreRefused() {
    assertTrue(logSumExp(Tensor.of(Shape.of(2), 1, 2)).refusal().contains("must hold floating-point numbers"));
    Tensor x = tensor(DataType.FLOAT32, Shape.of(2, 2), 1, 2, 3, 4);
    assertTrue(logSumExp(x, 2).refusal().contains("an element of axis is 2; for rank 2 it must be from -2 to 1"));
    assertTrue(logSumExp(x, 0, -2).refusal().contains("names dimension 0 twice"));
  }

  @Test
  void theGreatestOfNeighbouringChannelsIsKept() {
    assertEquals(Tensor.of(Shape.of(1, 2, 1, 2), 2f, 8f, 4f, 6f), maxout(images(4), 2, 1).run());
    Tensor last = tensor(DataType.FLOAT64, Shape.of(1, 2, 1, 4), 1, 8, 2, 7, 3, 6, 4, 5);
    assertEquals(tensor(DataType.FLOAT64, Shape.of(1, 2, 1, 2), 8, 7, 6, 5), maxout(last, 2, -1).run());
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, 0, 1})
  void groupsOfLessThanTwoChannelsAreRefused(int groups) {
    assertTrue(maxout(images(4), groups, 1).refusal().contains("groups is " + groups + "; it must be at least 2"));
  }

  @Test
  void channelsThatMakeNoWholeGroupsAreRefused() {
    assertTrue(maxout(images(4), 3, 1).refusal().contains("has 4 channels; they must be a multiple of groups"));
    assertTrue(maxout(images(4), 2, 2).refusal().contains("axis is 2; it must be 1, -1 or 3"));
    assertTrue(maxout(Tensor.of(Shape.of(2), 1f, 2f), 2, 1).refusal().contains("must have rank 4"));
  }
}
