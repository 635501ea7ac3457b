package oar.runtime.arm.machine;

import java.util.Optional;

/**
 * What machine code may be written for.
 *
 * @param vectors the widest vectors that single-precision products may use, empty if no machine code may be written
 * @param hasDotProducts whether there is an instruction for products of bytes in vectors of that width
 */
public record Machine(Optional<VectorWidth> vectors, boolean hasDotProducts) {
  /** A machine that only what the JVM makes runs on. */
  public static final Machine WITHOUT_CODE = new Machine(Optional.empty(), false);

  /** Return what this process runs on. */
  public static Machine here() {
    return Here.MACHINE;
  }

  private static final class Here {
    private static final Machine MACHINE = Processor.machine();
  }
}
