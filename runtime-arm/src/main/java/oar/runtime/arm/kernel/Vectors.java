package oar.runtime.arm.kernel;

import java.lang.System.Logger.Level;

/** Whether vector code can run: it is in an incubating module that a JVM has only if it was started with it. */
final class Vectors {
  /** Whether the vector module is there. */
  static final boolean AVAILABLE = isAvailable();

  private Vectors() {}

  private static boolean isAvailable() {
    boolean available = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
    if (!available) {
      System.getLogger(Vectors.class.getName()).log(Level.WARNING,
          "predicting without vector instructions, which is slow; start Java with --add-modules jdk.incubator.vector");
    }
    return available;
  }
}
