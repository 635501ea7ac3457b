package oar.runtime.arm.lowering;

import oar.api.error.InvalidProgramException;
import oar.runtime.arm.plan.Operation;

/** Makes an operation of an operator of a program. */
@FunctionalInterface
public interface OperationFactory {
  /**
   * Read an operator.
   *
   * @param operator its slots and attributes
   * @throws InvalidProgramException if a slot or attribute that it needs is missing or of the wrong type
   * @throws UnsupportedOperatorException if it asks for something that there is no kernel for
   */
  Operation create(OperatorReader operator);
}
