package oar.runtime.arm.limit;

/**
 * A loop that does one thing as fast as the processor can.
 *
 * @param body does it so many times; several threads may run it at once
 * @param perRound how many operations, or bytes, one time is
 */
record Loop(Body body, double perRound) {
  /** What is in the loop. */
  @FunctionalInterface
  interface Body {
    /**
     * Go round.
     *
     * @param thread number of the thread that does, from 0 on
     * @param rounds how often
     */
    void run(int thread, long rounds);
  }
}
