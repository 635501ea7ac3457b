package oar.runtime.arm.op.matrix;

import static oar.runtime.arm.op.OperatorTester.elements;
import static oar.runtime.arm.op.OperatorTester.tensor;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import oar.api.model.DataType;
import oar.api.model.Shape;
import oar.api.model.Tensor;
import oar.runtime.arm.op.OperatorTester;
import org.junit.jupiter.api.Test;

class ProductTests {
  private static Tensor floats(Shape shape, double... values) {
    return tensor(DataType.FLOAT32, shape, values);
  }

  private static OperatorTester addmm(Tensor addend) {
    return new OperatorTester("addmm").input("Input", addend).input("X", floats(Shape.of(2, 1), 1, 2))
        .input("Y", floats(Shape.of(1, 2), 10, 20)).attribute("Alpha", 0.5f).attribute("Beta", 2f);
  }

  @Test
  void theAddendOfAddmmRepeats() {
    assertArrayEquals(new double[]{7, 14, 12, 24}, elements(addmm(floats(Shape.of(2), 1, 2)).run()));
    assertArrayEquals(new double[]{7, 12, 14, 24}, elements(addmm(floats(Shape.of(2, 1), 1, 2)).run()));
    assertTrue(addmm(floats(Shape.of(3))).refusal().contains("must have the product's dimensions, [2, 2]"));
    assertTrue(addmm(floats(Shape.of(1, 1, 2))).refusal().contains("must have rank 1 or 2"));
  }

  @Test
  void mulTakesLeadingDimensionsAsRows() {
    OperatorTester mul = new OperatorTester("mul").input("X", floats(Shape.of(2, 1, 2), 1, 2, 3, 4))
        .weight("Y", floats(Shape.of(2, 1, 3), 1, 0, 2, 0, 1, 3)).attribute("x_num_col_dims", 2);
    assertEquals(floats(Shape.of(2, 1, 1, 3), 1, 2, 8, 3, 4, 18), mul.run());
    assertTrue(mul.attribute("x_num_col_dims", 3).refusal().contains("it must be from 1 to 2"));
    assertTrue(mul.attribute("x_num_col_dims", 1).attribute("y_num_col_dims", 2).run().shape().equals(Shape.of(2, 3)));
  }

  private static OperatorTester fc(Tensor input, Tensor weight) {
    return new OperatorTester("fc").input("Input", input).weight("W", weight)
        .weight("Bias", floats(Shape.of(2), 1, -100)).attribute("in_num_col_dims", 1)
        .attribute("activation_type", "relu");
  }

  @Test
  void fcAddsABiasAndAppliesAnActivation() {
    Tensor weight = floats(Shape.of(2, 2), 1, 0, 0, 1);
    assertArrayEquals(new double[]{4, 0}, elements(fc(floats(Shape.of(1, 2), 3, 4), weight).run()));
    assertTrue(fc(floats(Shape.of(1, 3)), weight).refusal().contains("has 3 columns, but W [2, 2] has 2 rows"));
  }

  @Test
  void everyColumnOfAWideLayerGetsItsOwnBias() {
    int columns = 5000;
    float[] biases = new float[columns];
    double[] expected = new double[columns];
    for (int i = 0; i < columns; i++) {
      biases[i] = i;
      expected[i] = i;
    }
    Tensor zeros = Tensor.of(Shape.of(3, columns), new float[3 * columns]);
    Tensor result = new OperatorTester("fc").input("Input", floats(Shape.of(1, 3), 1, 2, 3)).weight("W", zeros)
        .weight("Bias", Tensor.of(Shape.of(columns), biases)).attribute("in_num_col_dims", 1).output("Out").run();
    assertArrayEquals(expected, elements(result));
  }

  @Test
  void fcIgnoresThePaddingOfItsWeight() {
    double[] padded = new double[36];
    padded[0] = 2;
    padded[7] = 3;
    padded[2] = Double.NaN;
    OperatorTester fc = fc(floats(Shape.of(1, 2), 5, 50), floats(Shape.of(6, 6), padded)).attribute("padding_weights",
        true);
    assertArrayEquals(new double[]{11, 50}, elements(fc.run()));
    assertTrue(fc(floats(Shape.of(1, 2)), floats(Shape.of(4, 4))).attribute("padding_weights", true).refusal()
        .contains("of more than 4 rows and columns"));
  }

  @Test
  void productsOfVectorsAreSums() {
    Tensor matrix = floats(Shape.of(2, 2), 1, 2, 3, 4);
    Tensor vector = floats(Shape.of(2), 10, 1);
    assertArrayEquals(new double[]{12, 34},
        elements(new OperatorTester("mv").input("X", matrix).input("Vec", vector).run()));
    assertEquals(tensor(DataType.INT64, Shape.SCALAR, 14), new OperatorTester("dot")
        .input("X", Tensor.of(Shape.of(3), 1L, 2L, 3L)).input("Y", Tensor.of(Shape.of(3), 1L, 2L, 3L)).run());
    assertTrue(new OperatorTester("mv").input("X", matrix).input("Vec", matrix).refusal().contains("operator mv"));
    assertTrue(new OperatorTester("dot").input("X", vector).input("Y", matrix).refusal().contains("operator dot"));
  }

  @Test
  void bmmTakesMatricesInPairs() {
    Tensor x = floats(Shape.of(2, 1, 2), 1, 2, 3, 4);
    assertEquals(floats(Shape.of(2, 1, 1), 5, 11), new OperatorTester("bmm").input("X", x)
        .input("Y", floats(Shape.of(2, 2, 1), 1, 2, 1, 2)).run());
    assertTrue(new OperatorTester("bmm").input("X", x).input("Y", floats(Shape.of(1, 2, 1))).refusal()
        .contains("operator bmm"));
  }

  @Test
  void aMatrixTimesItsInverseIsTheIdentity() {
    OperatorTester inverse = new OperatorTester("inverse")
        .input("Input", tensor(DataType.FLOAT64, Shape.of(1, 2, 2), 0, 2, 4, 1)).output("Output");
    assertArrayEquals(new double[]{-0.125, 0.25, 0.5, 0}, elements(inverse.run()), 1e-12);
  }

  @Test
  void whatHasNoInverseIsRefused() {
    assertTrue(
        new OperatorTester("inverse").input("Input", floats(Shape.of(2, 2), 1, 2, 2, 4)).output("Output").refusal()
            .contains("matrix 0 of input Input float32 [2, 2] is singular"));
    assertTrue(new OperatorTester("inverse").input("Input", floats(Shape.of(2, 3))).output("Output").refusal()
        .contains("operator inverse"));
  }
}
