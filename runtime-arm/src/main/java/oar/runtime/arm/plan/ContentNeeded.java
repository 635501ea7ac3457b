package oar.runtime.arm.plan;

/** Tells the planner that a step's shapes depend on the elements of a value that is not computed yet. */
final class ContentNeeded extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int value;

  ContentNeeded(int value) {
    super(null, null, false, false);
    this.value = value;
  }

  int value() {
    return value;
  }
}
