package oar.runtime.arm.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Holds the estimates to what Paddle-Lite gives on ARM, more closely than the exact functions come to it. */
class EstimatedActivationsTests {
  private static final float[] NUMBERS = {-40, -3, -0.5f, 0, 0.3f, 1.7f, 6, 40};
  private static final float CLOSE = 3e-7f;

  private final Scratch scratch = new Scratch();

  @Test
  void sigmoidIsThatOfArm() {
    float[] expected = {4.248345e-18f, 0.047425788f, 0.37753975f, 0.4999981f, 0.5744424f, 0.84553474f, 0.9975271f,
        0.9999962f};
    float[] estimated = NUMBERS.clone();
    EstimatedActivations.sigmoid(estimated, estimated.length, scratch);
    assertArrayEquals(expected, estimated, CLOSE);
    float[] exact = NUMBERS.clone();
    Activations.sigmoid(exact, exact.length, scratch);
    assertArrayEquals(exact, estimated, 1e-5f);
  }

  @Test
  void tanhIsThatOfArm() {
    float[] expected = {-0.9999977f, -0.99505043f, -0.4621171f, 0, 0.29131255f, 0.93540907f, 0.99998766f, 0.9999977f};
    float[] estimated = NUMBERS.clone();
    EstimatedActivations.tanh(estimated, estimated.length, scratch);
    assertArrayEquals(expected, estimated, CLOSE);
    float[] exact = NUMBERS.clone();
    Activations.tanh(exact, exact.length, scratch);
    assertArrayEquals(exact, estimated, 1e-5f);
  }

  @Test
  void nanStaysNan() {
    float[] numbers = {Float.NaN, 0};
    EstimatedActivations.sigmoid(numbers, 2, scratch);
    assertTrue(Float.isNaN(numbers[0]), "sigmoid of NaN is " + numbers[0]);
  }
}
