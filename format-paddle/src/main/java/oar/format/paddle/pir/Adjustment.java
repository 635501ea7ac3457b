package oar.format.paddle.pir;

import oar.api.model.Operator;

/** What an operator needs beyond the table: an attribute that follows from the types of operands, an operand cast. */
@FunctionalInterface
interface Adjustment {
  /** Change nothing. */
  Adjustment NONE = (operation, operator, translation) -> {};

  /**
   * Complete an operator before it is emitted.
   *
   * @throws IllegalArgumentException if the operation is damaged; the message need not say where it is
   */
  void apply(PirOperation operation, Operator.Builder operator, Translation translation);

  /** Apply another one after this. */
  default Adjustment and(Adjustment next) {
    return (operation, operator, translation) -> {
      apply(operation, operator, translation);
      next.apply(operation, operator, translation);
    };
  }
}
