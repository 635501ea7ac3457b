package oar.runtime.arm.graph;

import oar.api.model.Operator;
import oar.api.model.Tensor;

/** What is to become of the operators of a {@link Match}. */
public sealed interface Rewrite {
  /** Nothing. */
  Rewrite NONE = new None();

  /** They stay. */
  record None() implements Rewrite {}

  /**
   * One operator computes their result instead.
   *
   * @param operator it stands where the last of them stood
   */
  record Replace(Operator operator) implements Rewrite {}

  /**
   * Their result is a variable that there is already.
   *
   * @param variable the same value as the result; the rewrite is left if the program needs both names
   */
  record Forward(String variable) implements Rewrite {}

  /**
   * Their result is known now.
   *
   * @param tensor its value; the rewrite is left if the result must stay a variable
   */
  record Fold(Tensor tensor) implements Rewrite {}
}
