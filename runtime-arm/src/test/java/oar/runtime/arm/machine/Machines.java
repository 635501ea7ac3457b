package oar.runtime.arm.machine;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Optional;

/** Machines that kernels in machine code are tested for. */
public final class Machines {
  private Machines() {}

  /** Return a machine with vectors of a width, all of whose code this machine runs; skip the test if there is none. */
  public static Machine with(VectorWidth width) {
    Machine here = Machine.here();
    boolean isHere = here.vectors().isPresent() && here.vectors().get().compareTo(width) >= 0;
    assumeTrue(isHere, "this machine does not run code on vectors of " + width);
    return here.vectors().get() == width ? here : new Machine(Optional.of(width), false);
  }
}
