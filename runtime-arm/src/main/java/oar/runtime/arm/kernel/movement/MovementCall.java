package oar.runtime.arm.kernel.movement;

import oar.runtime.arm.machine.Arguments;

/** What one call of a function that moves {@link MovedBlock}s works on. Of one thread, and reused from call to call. */
final class MovementCall extends Arguments<MovementCall.Field> {
  MovementCall() {
    super(Field.class);
  }

  /** What there is. */
  enum Field {
    /** Where the first block is. */
    SOURCE,
    /** Where it goes. */
    TARGET,
    /** How many blocks, 1 or more. */
    COUNT;

    int offset() {
      return fieldOffset(this);
    }
  }
}
