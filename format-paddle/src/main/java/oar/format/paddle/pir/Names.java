package oar.format.paddle.pir;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import oar.api.error.ModelFormatException;

/** Names of variables. Only parameters, inputs and outputs have one in a PIR program; other values get theirs here. */
final class Names {
  private final Set<String> taken = new HashSet<>();
  private final Map<Long, String> outputs = new HashMap<>();

  /**
   * Take the names that a program gives.
   *
   * @throws ModelFormatException if two parameters or inputs have the same
   */
  Names(Path file, PirBlock main) {
    for (PirOperation operation : main.operations()) {
      try {
        take(operation);
      } catch (IllegalArgumentException e) {
        throw new ModelFormatException(file, operation + ": " + e.getMessage(), e);
      }
    }
  }

  private void take(PirOperation operation) {
    switch (operation.name()) {
      case OperationParser.PARAMETER, StructureRules.DATA -> {
        String name = operation.text(OperationParser.NAME);
        if (!taken.add(name)) {
          throw new IllegalArgumentException("the name '" + name + "' is given twice");
        }
      }
      case StructureRules.FETCH -> outputs.putIfAbsent(operation.operand(0), operation.text(OperationParser.NAME));
      default -> {
        // Its results have no names.
      }
    }
  }

  /** Make a name for a result: that of the output which it is, or one that tells the operation. */
  String ofResult(PirOperation operation, PirValue result) {
    return fresh(outputs.getOrDefault(result.id(), operation.shortName() + "_" + result.id()));
  }

  /** Make a name that is like another, or just that where it is free. */
  String fresh(String wanted) {
    String name = wanted;
    for (int number = 1; !taken.add(name); number++) {
      name = wanted + "." + number;
    }
    return name;
  }
}
