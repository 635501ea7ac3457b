package oar.runtime.arm.kernel.recurrent;

import oar.runtime.arm.kernel.Scratch;

/** What a recurrent network does at each step: it makes the next states of sequences of their inputs and their states. */
public interface RecurrentCell {
  /**
   * Take one step with the sequences of some slots.
   *
   * @param from first slot
   * @param to behind the last slot
   * @param step which step, from 0
   * @param scratch arrays of the thread
   */
  void advance(int from, int to, int step, Scratch scratch);
}
