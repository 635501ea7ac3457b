package oar.format.paddle.pir;

import java.util.List;

/**
 * A list of operations.
 *
 * @param arguments values that the operation around the block gives to it
 * @param operations in order of execution
 */
record PirBlock(List<PirValue> arguments, List<PirOperation> operations) {
  /** Create a block. */
  PirBlock {
    arguments = List.copyOf(arguments);
    operations = List.copyOf(operations);
  }
}
