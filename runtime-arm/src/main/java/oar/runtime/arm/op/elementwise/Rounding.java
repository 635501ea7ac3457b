package oar.runtime.arm.op.elementwise;

import oar.api.model.Operator;
import oar.runtime.arm.kernel.FloatLoop;

/**
 * {@code round}: the nearest whole number. Paddle 2 takes the one away from zero of two that are equally near. Paddle 3, whose
 * programs have the attribute {@code decimals}, takes the even one, of as many digits behind the point as that says; integers
 * stay as they are.
 */
final class Rounding {
  private static final String DECIMALS = "decimals";

  private Rounding() {}

  static UnaryFunction of(Operator operator) {
    if (operator.attribute(DECIMALS).isEmpty()) {
      return UnaryFunction.of(Rounding::awayFromZero);
    }
    int decimals = operator.intAttribute(DECIMALS, 0);
    double unit = Math.pow(10, Math.abs(decimals));
    return UnaryFunction.of(FloatLoop.each(x -> toEven(x, decimals, (float) unit)), x -> toEven(x, decimals, unit))
        .onIntegers(x -> x);
  }

  private static double awayFromZero(double x) {
    double whole = Math.floor(Math.abs(x));
    return Math.copySign(Math.abs(x) - whole >= 0.5 ? whole + 1 : whole, x);
  }

  private static double toEven(double x, int decimals, double unit) {
    return decimals > 0 ? Math.rint(x * unit) / unit : Math.rint(x / unit) * unit;
  }

  /** The same in single precision, of which it depends what is equally near. */
  private static float toEven(float x, int decimals, float unit) {
    return decimals > 0 ? (float) Math.rint(x * unit) / unit : (float) Math.rint(x / unit) * unit;
  }
}
