package oar.runtime.arm.op.elementwise;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import oar.runtime.arm.kernel.FloatBinaryLoop;
import oar.runtime.arm.kernel.FloatLoop;
import oar.runtime.arm.lowering.OperationFactory;
import oar.runtime.arm.lowering.OperatorReader;

/** The operators that compute a function of two elements: type and formula. */
public final class BinaryFunctions {
  private static final Map<String, BinaryFunction> TABLE = table();

  private BinaryFunctions() {}

  private static Map<String, BinaryFunction> table() {
    SequencedMap<String, BinaryFunction> table = new LinkedHashMap<>();
    table.put("add", new BinaryFunction(add(), (x, y) -> x + y, (x, y) -> x + y));
    table.put("sub", new BinaryFunction(subtract(), (x, y) -> x - y, (x, y) -> x - y));
    table.put("mul", new BinaryFunction(multiply(), (x, y) -> x * y, (x, y) -> x * y));
    table.put("div", new BinaryFunction(divide(), (x, y) -> x / y, BinaryFunctions::quotient));
    table.put("max", BinaryFunction.of((x, y) -> x > y ? x : y, Math::max));
    table.put("min", BinaryFunction.of((x, y) -> x < y ? x : y, Math::min));
    table.put("pow", BinaryFunction.of(Math::pow, (x, y) -> (long) Math.pow(x, y)));
    table.put("mod", BinaryFunction.of(BinaryFunctions::modulo, BinaryFunctions::modulo));
    table.put("floordiv", BinaryFunction.of((x, y) -> Math.floor(x / y), BinaryFunctions::floorQuotient));
    return table;
  }

  private static FloatBinaryLoop add() {
    return (x, y, length) -> {
      for (int i = 0; i < length; i++) {
        x[i] += y[i];
      }
    };
  }

  private static FloatBinaryLoop subtract() {
    return (x, y, length) -> {
      for (int i = 0; i < length; i++) {
        x[i] -= y[i];
      }
    };
  }

  private static FloatBinaryLoop multiply() {
    return (x, y, length) -> {
      for (int i = 0; i < length; i++) {
        x[i] *= y[i];
      }
    };
  }

  private static FloatBinaryLoop divide() {
    return (x, y, length) -> {
      for (int i = 0; i < length; i++) {
        x[i] /= y[i];
      }
    };
  }

  /** The quotient truncated toward zero; of a division by zero, which has none, 0. */
  private static long quotient(long x, long y) {
    return y == 0 ? 0 : x / y;
  }

  private static long floorQuotient(long x, long y) {
    return y == 0 ? 0 : Math.floorDiv(x, y);
  }

  private static long modulo(long x, long y) {
    return y == 0 ? 0 : Math.floorMod(x, y);
  }

  /** The remainder with the sign of the divisor. */
  private static double modulo(double x, double y) {
    double remainder = x % y;
    return remainder != 0 && remainder < 0 != y < 0 ? remainder + y : remainder;
  }

  /** Return the operators by type: {@code elementwise_*} and {@code fusion_elementwise_*_activation}. */
  public static Map<String, OperationFactory> factories() {
    SequencedMap<String, OperationFactory> factories = new LinkedHashMap<>();
    TABLE.forEach((name, function) -> {
      factories.put("elementwise_" + name, reader -> binary(reader, function, FusedActivation.NONE));
      factories.put("fusion_elementwise_" + name + "_activation",
          reader -> binary(reader, function, FusedActivation.of(reader)));
    });
    return factories;
  }

  private static Binary binary(OperatorReader reader, BinaryFunction function, FloatLoop activation) {
    return new Binary(reader.input("X"), reader.input("Y"), reader.output("Out"),
        reader.operator().intAttribute("axis", -1), function, activation);
  }
}
