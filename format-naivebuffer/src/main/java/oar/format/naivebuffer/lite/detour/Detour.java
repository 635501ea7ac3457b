package oar.format.naivebuffer.lite.detour;

import oar.api.model.Operator;

/** Replaces operators that the real runtime does not have, or gets wrong, by others that it gets right. */
interface Detour {
  /**
   * Put others in the place of an operator.
   *
   * @param operator any operator
   * @param site what is known where it stands, and takes what replaces it
   * @return false if the operator can stay as it is; the site is as it was then
   */
  boolean take(Operator operator, Site site);
}
