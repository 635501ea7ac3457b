package oar.runtime.arm.op.elementwise;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import oar.runtime.arm.kernel.Arithmetic;
import oar.runtime.arm.lowering.OperationFactory;
import oar.runtime.arm.lowering.OperatorReader;

/** The operators that compute a function of two elements: type and formula. */
public final class BinaryFunctions {
  private static final Map<String, BinaryFunction> TABLE = table();
  /** Those that are never fused with the activation behind them. */
  private static final Map<String, BinaryFunction> UNFUSED = unfused();

  private BinaryFunctions() {}

  private static Map<String, BinaryFunction> table() {
    SequencedMap<String, BinaryFunction> table = new LinkedHashMap<>();
    table.put("add", new BinaryFunction(Arithmetic::add, (x, y) -> x + y).onIntegers((x, y) -> x + y));
    table.put("sub", new BinaryFunction(Arithmetic::subtract, (x, y) -> x - y).onIntegers((x, y) -> x - y));
    table.put("mul", new BinaryFunction(Arithmetic::multiply, (x, y) -> x * y).onIntegers((x, y) -> x * y));
    table.put("div", new BinaryFunction(Arithmetic::divide, (x, y) -> x / y).dividingIntegers((x, y) -> x / y));
    table.put("max", new BinaryFunction(Arithmetic::max, (x, y) -> x > y ? x : y).onIntegers(Math::max).commuting());
    table.put("min", new BinaryFunction(Arithmetic::min, (x, y) -> x < y ? x : y).onIntegers(Math::min).commuting());
    table.put("pow", BinaryFunction.of(BinaryFunctions::power).onIntegers((x, y) -> (long) Math.pow(x, y)));
    table.put("mod", BinaryFunction.of(BinaryFunctions::modulo).dividingIntegers(Math::floorMod));
    table.put("floordiv", BinaryFunction.of(BinaryFunctions::floorQuotient).dividingIntegers(Math::floorDiv));
    return table;
  }

  private static Map<String, BinaryFunction> unfused() {
    SequencedMap<String, BinaryFunction> table = new LinkedHashMap<>();
    table.put("fmax", BinaryFunction.of((x, y) -> Double.isNaN(x) || x < y ? y : x).onIntegers(Math::max));
    table.put("fmin", BinaryFunction.of((x, y) -> Double.isNaN(x) || x > y ? y : x).onIntegers(Math::min));
    table.put("heaviside", BinaryFunction.of((x, y) -> x == 0 ? y : x > 0 ? 1 : 0)
        .onIntegers((x, y) -> x == 0 ? y : x > 0 ? 1 : 0));
    return table;
  }

  /** The power, which is 1 for base 1, and of magnitude 1 for an infinite exponent, as C has it and {@link Math#pow} has not. */
  private static double power(double x, double y) {
    return x == 1 || x == -1 && Double.isInfinite(y) ? 1 : Math.pow(x, y);
  }

  /** The remainder with the sign of the divisor. */
  private static double modulo(double x, double y) {
    double remainder = x % y;
    return remainder != 0 && remainder < 0 != y < 0 ? remainder + y : remainder;
  }

  /** The quotient rounded down, such that it fits {@link #modulo} where x / y is not exact. */
  private static double floorQuotient(double x, double y) {
    if (y == 0) {
      return x / y;
    }
    double remainder = x % y;
    double quotient = (x - remainder) / y - (remainder != 0 && remainder < 0 != y < 0 ? 1 : 0);
    double whole = Math.floor(quotient);
    return quotient - whole > 0.5 ? whole + 1 : whole;
  }

  /** Return the operators by type: {@code elementwise_*} and {@code fusion_elementwise_*_activation}. */
  public static Map<String, OperationFactory> factories() {
    SequencedMap<String, OperationFactory> factories = new LinkedHashMap<>();
    TABLE.forEach((name, function) -> {
      factories.put("elementwise_" + name, reader -> binary(reader, function, UnaryFunction.IDENTITY));
      factories.put("fusion_elementwise_" + name + "_activation",
          reader -> binary(reader, function, FusedActivation.of(reader)));
    });
    UNFUSED.forEach((name, function) -> factories.put("elementwise_" + name,
        reader -> binary(reader, function, UnaryFunction.IDENTITY)));
    return factories;
  }

  /** Return the function of an operator {@code elementwise_*}. */
  static BinaryFunction of(String name) {
    return TABLE.get(name);
  }

  private static Binary binary(OperatorReader reader, BinaryFunction function, UnaryFunction activation) {
    return new Binary(reader.input("X"), reader.input("Y"), reader.output("Out"),
        reader.operator().intAttribute("axis", -1), function, activation);
  }
}
