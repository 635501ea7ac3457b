package oar.runtime.arm.op.recurrent;

import java.util.List;
import oar.runtime.arm.kernel.recurrent.CellActivation;
import oar.runtime.arm.lowering.OperatorReader;

/** What recurrent operators call the functions of their cells. */
final class ActivationNames {
  /** As {@code gru_unit} numbers them. */
  private static final List<String> NUMBERED = List.of("identity", "sigmoid", "tanh", "relu");

  private ActivationNames() {}

  /** Read the name of a function. */
  static CellActivation named(OperatorReader reader, String attribute, String absent) {
    String name = reader.operator().textAttribute(attribute, absent);
    return switch (name) {
      case "sigmoid" -> CellActivation.SIGMOID;
      case "tanh" -> CellActivation.TANH;
      case "relu" -> CellActivation.RELU;
      case "identity", "" -> CellActivation.IDENTITY;
      default -> throw reader.refuse(attribute + " is " + name + "; it must be one of " + NUMBERED);
    };
  }

  /** Read the number of a function. */
  static CellActivation numbered(OperatorReader reader, String attribute, int absent) {
    int number = reader.operator().intAttribute(attribute, absent);
    return switch (number) {
      case 0 -> CellActivation.IDENTITY;
      case 1 -> CellActivation.SIGMOID;
      case 2 -> CellActivation.TANH;
      case 3 -> CellActivation.RELU;
      default -> throw reader.refuse(attribute + " is " + number + "; it must be from 0 to 3, for " + NUMBERED);
    };
  }
}
