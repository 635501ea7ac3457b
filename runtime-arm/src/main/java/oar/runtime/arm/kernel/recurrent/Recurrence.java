package oar.runtime.arm.kernel.recurrent;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;
import oar.runtime.arm.kernel.Scratch;

/**
 * Sequences on their course through a cell. Ranges of slots are independent of each other.
 *
 * @param course which rows
 * @param cell what happens at each step
 * @param states what the cell carries from step to step
 */
public record Recurrence(Course course, RecurrentCell cell, List<State> states) {
  /** Slots that always advance together, however many threads there are, so that all of them round alike. */
  private static final int GROUP = 4;

  /**
   * A state of a cell.
   *
   * @param slots the state now, a row for each slot
   * @param initial before the first step, by sequence; 0 if absent
   * @param steps takes the state behind each step, by row
   * @param last takes the state behind the last step, by sequence
   */
  public record State(Slots slots, Optional<Place> initial, Optional<Place> steps, Optional<Place> last) {}

  /**
   * Where rows of a state are.
   *
   * @param memory which holds them
   * @param offset bytes to the first row
   * @param stride bytes from a row to the next
   */
  public record Place(MemorySegment memory, long offset, long stride) {}

  /** Return the number of groups of slots that threads may share. */
  public int groups() {
    return Math.ceilDiv(course.slots(), GROUP);
  }

  /** Take the sequences of some groups from their first step to their last. */
  public void run(long fromGroup, long toGroup, Scratch scratch) {
    for (long group = fromGroup; group < toGroup; group++) {
      int from = (int) group * GROUP;
      runSlots(from, Math.min(course.slots(), from + GROUP), scratch);
    }
  }

  private void runSlots(int from, int to, Scratch scratch) {
    for (int slot = from; slot < to; slot++) {
      for (State state : states) {
        begin(state, slot);
      }
    }
    int active = to;
    for (int step = 0; active > from; step++) {
      while (active > from && course.length(active - 1) <= step) {
        active--;
      }
      if (active > from) {
        cell.advance(from, active, step, scratch);
        record(from, active, step);
      }
    }
    for (int slot = from; slot < to; slot++) {
      for (State state : states) {
        end(state, slot);
      }
    }
  }

  private void begin(State state, int slot) {
    long size = state.slots.rowSize();
    if (state.initial.isPresent()) {
      Place place = state.initial.get();
      MemorySegment.copy(place.memory, place.offset + course.sequence(slot) * place.stride, state.slots.memory(),
          slot * size, size);
    } else {
      state.slots.memory().asSlice(slot * size, size).fill((byte) 0);
    }
  }

  private void record(int from, int to, int step) {
    for (State state : states) {
      if (state.steps.isPresent()) {
        Place place = state.steps.get();
        long size = state.slots.rowSize();
        for (int slot = from; slot < to; slot++) {
          MemorySegment.copy(state.slots.memory(), slot * size, place.memory,
              place.offset + course.row(slot, step) * place.stride, size);
        }
      }
    }
  }

  private void end(State state, int slot) {
    if (state.last.isPresent()) {
      Place place = state.last.get();
      long size = state.slots.rowSize();
      MemorySegment.copy(state.slots.memory(), slot * size, place.memory,
          place.offset + course.sequence(slot) * place.stride, size);
    }
  }
}
