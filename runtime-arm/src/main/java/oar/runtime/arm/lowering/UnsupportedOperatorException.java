package oar.runtime.arm.lowering;

/** An operator asks for something that this backend has no kernel for. The lowering gathers all of a program's. */
final class UnsupportedOperatorException extends RuntimeException {
  private static final long serialVersionUID = 1;

  UnsupportedOperatorException(String message) {
    super(message, null, false, false);
  }
}
