package oar.api;

import oar.api.model.Program;

/** Rewrites a program into one that computes the same, but for rounding. */
public interface Pass extends Provider {
  /**
   * Rewrite a program.
   *
   * @param program any program, of any format
   * @param options values of {@link #options}
   * @return the given instance if there is nothing to do
   */
  Program apply(Program program, Options options);
}
