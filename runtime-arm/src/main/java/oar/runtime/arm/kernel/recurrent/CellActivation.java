package oar.runtime.arm.kernel.recurrent;

import java.util.function.DoubleUnaryOperator;
import oar.runtime.arm.kernel.Activations;
import oar.runtime.arm.kernel.EstimatedActivations;
import oar.runtime.arm.kernel.FloatLoop;
import oar.runtime.arm.kernel.Scratch;

/**
 * A function of the units of a recurrent cell.
 *
 * @param onFloats in single precision
 * @param onDoubles in double precision
 */
public record CellActivation(FloatLoop onFloats, DoubleUnaryOperator onDoubles) {
  /** {@code 1 / (1 + e^-x)}. */
  public static final CellActivation SIGMOID = new CellActivation(Activations::sigmoid, x -> 1 / (1 + Math.exp(-x)));
  /** {@code tanh(x)}. */
  public static final CellActivation TANH = new CellActivation(Activations::tanh, Math::tanh);
  /** {@link #SIGMOID} as Paddle-Lite estimates it in single precision. */
  public static final CellActivation ESTIMATED_SIGMOID = new CellActivation(EstimatedActivations::sigmoid,
      SIGMOID.onDoubles);
  /** {@link #TANH} as Paddle-Lite estimates it in single precision. */
  public static final CellActivation ESTIMATED_TANH = new CellActivation(EstimatedActivations::tanh, TANH.onDoubles);
  /** {@code max(x, 0)}. */
  public static final CellActivation RELU = new CellActivation(Activations::relu, x -> Math.max(x, 0));
  /** {@code x}. */
  public static final CellActivation IDENTITY = new CellActivation((x, length, scratch) -> {}, x -> x);

  void apply(float[] x, int length, Scratch scratch) {
    onFloats.apply(x, length, scratch);
  }

  double apply(double x) {
    return onDoubles.applyAsDouble(x);
  }
}
