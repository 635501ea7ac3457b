package oar.runtime.arm.graph;

/** A small change that a pass makes wherever a pattern fits. */
public interface Rule {
  /**
   * Return the value that the rule computes in another way. It is all that must be left of the operators in the
   * pattern.
   */
  Operand.Result pattern();

  /**
   * Decide what to do at one place.
   *
   * @param match a place where the pattern fits
   * @return {@link Rewrite#NONE} to leave it as it is; nothing must have been stored in the match then
   */
  Rewrite rewrite(Match match);
}
