package oar.format.paddle.pir;

/** How one PIR operation becomes operators of Paddle 2. */
@FunctionalInterface
interface Rule {
  /**
   * Translate an operation: emit operators, and bind every result.
   *
   * @throws IllegalArgumentException if the operation is damaged; the message need not say where it is
   */
  void translate(PirOperation operation, Translation translation);
}
