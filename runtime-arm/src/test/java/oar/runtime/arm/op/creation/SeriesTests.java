package oar.runtime.arm.op.creation;

import static oar.runtime.arm.op.OperatorTester.tensor;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import oar.api.model.DataType;
import oar.api.model.Shape;
import oar.api.model.Tensor;
import oar.runtime.arm.op.OperatorTester;
import org.junit.jupiter.api.Test;

class SeriesTests {
  private static OperatorTester range(DataType type, double start, double end, double step) {
    return new OperatorTester("range").input("Start", tensor(type, Shape.of(1), start))
        .input("End", tensor(type, Shape.of(1), end)).input("Step", tensor(type, Shape.of(1), step));
  }

  private static OperatorTester linspace(DataType type, double start, double stop, int number) {
    return new OperatorTester("linspace").input("Start", tensor(type, Shape.of(1), start))
        .input("Stop", tensor(type, Shape.of(1), stop)).input("Num", Tensor.of(Shape.of(1), number));
  }

  private static OperatorTester increment(Tensor x) {
    return new OperatorTester("increment").input("X", x);
  }

  @Test
  void aRangeOfFloatsAddsUpItsRoundings() {
    float[] numbers = range(DataType.FLOAT32, 0, 1, 0.1f).run().toFloats();
    assertEquals(10, numbers.length);
    assertEquals(0.70000005f, numbers[7]);
  }

  @Test
  void aRangeMayGoDownOrNowhere() {
    assertEquals(Tensor.of(Shape.of(2), 5L, 3L), range(DataType.INT64, 5, 2, -2).run());
    assertEquals(Shape.of(0), range(DataType.INT32, 3, 3, 1).run().shape());
  }

  @Test
  void aRangeThatNeverEndsIsRefused() {
    for (double step : new double[]{0, -1}) {
      assertTrue(range(DataType.INT32, 1, 5, step).refusal().contains("the step must not be 0 and lead from one"));
    }
    assertTrue(range(DataType.FLOAT32, 0, Double.NaN, 1).refusal().contains("from 0.0 to NaN"));
    assertTrue(range(DataType.FLOAT32, 0, Double.POSITIVE_INFINITY, 1).refusal().contains("would have Infinity"));
    assertTrue(range(DataType.INT64, Long.MIN_VALUE, Long.MAX_VALUE, 1).refusal().contains("beyond what can be"));
  }

  @Test
  void boundsOfARangeMustBeAlike() {
    assertTrue(range(DataType.INT8, 0, 1, 1).refusal().contains("must be of int32, int64, float32 or float64"));
    assertTrue(range(DataType.INT32, 0, 1, 1).input("End", Tensor.of(Shape.of(1), 1L)).refusal()
        .contains("must be of int32 as Start is"));
    assertTrue(range(DataType.INT32, 0, 1, 1).input("End", Tensor.of(Shape.of(2), 1, 2)).refusal()
        .contains("must have one element"));
  }

  @Test
  void integersOfALinspaceLoseTheirFractions() {
    Tensor numbers = linspace(DataType.INT32, -5, 5, 8).attribute("dtype", 2).run();
    assertEquals(Tensor.of(Shape.of(8), -5, -3, -2, 0, 0, 2, 3, 5), numbers);
  }

  @Test
  void aLinspaceOfOneIsItsStart() {
    assertEquals(Tensor.of(Shape.of(1), 3f), linspace(DataType.FLOAT32, 3, 9, 1).run());
  }

  @Test
  void aLinspaceOfNoneIsRefused() {
    assertTrue(linspace(DataType.FLOAT32, 0, 1, 0).refusal().contains("Num is 0; it must be 1 or more"));
  }

  @Test
  void anIncrementOfAnIntegerHasNoFraction() {
    assertEquals(Tensor.of(Shape.of(1), 1L), increment(Tensor.of(Shape.of(1), 3L)).attribute("step", -2.9f).run());
    assertEquals(Tensor.of(Shape.SCALAR, 5.5f), increment(Tensor.of(Shape.SCALAR, 3f)).attribute("step", 2.5f).run());
  }

  @Test
  void onlyOneNumberIsIncremented() {
    assertTrue(increment(Tensor.of(Shape.of(2), 1, 2)).refusal().contains("must have one element"));
    assertTrue(increment(tensor(DataType.BOOL, Shape.of(1), 1)).refusal().contains("must hold a real number"));
  }
}
