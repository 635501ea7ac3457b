package oar.kit;

/**
 * How many runs came out in which way.
 *
 * @param passed as expected
 * @param failed not as expected
 * @param unsupported refused because something is missing
 */
public record Totals(int passed, int failed, int unsupported) {
  /** Nothing run yet. */
  public static final Totals NONE = new Totals(0, 0, 0);

  /** Return the totals with one result more. */
  public Totals plus(CaseResult result) {
    return switch (result) {
      case CaseResult.Passed _ -> new Totals(passed + 1, failed, unsupported);
      case CaseResult.Failed _ -> new Totals(passed, failed + 1, unsupported);
      case CaseResult.Unsupported _ -> new Totals(passed, failed, unsupported + 1);
    };
  }

  /** Return the totals as {@code 3 passed, 1 failed, 0 unsupported}. */
  @Override
  public String toString() {
    return passed + " passed, " + failed + " failed, " + unsupported + " unsupported";
  }
}
