package oar.runtime.arm.graph;

/**
 * What a {@link Pattern} wants in a slot of an operator. A pattern that names an operand twice wants the same variable
 * twice.
 */
public sealed interface Operand {
  /** Create an operand that is a weight which no operator changes. */
  static Operand constant() {
    return new Constant();
  }

  /** Create an operand that is any one variable. */
  static Operand any() {
    return new Any();
  }

  /** A weight that no operator changes. */
  final class Constant implements Operand {
    private Constant() {}
  }

  /** Any one variable. */
  final class Any implements Operand {
    private Any() {}
  }

  /**
   * What an operator computes.
   *
   * @param producer the operator
   * @param slot the output slot, which names this variable alone
   */
  record Result(Pattern producer, String slot) implements Operand {}
}
