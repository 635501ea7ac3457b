package oar.kit;

/**
 * One program of a case, run.
 *
 * @param tested the case
 * @param program which of its programs
 * @param result what came of it
 */
public record CaseRun(Case tested, CaseProgram program, CaseResult result) {
  /** Return the name of case and program, for example {@code cases/conv2d/groups model.nb}. */
  public String name() {
    return tested.name() + " " + program.fileName();
  }
}
