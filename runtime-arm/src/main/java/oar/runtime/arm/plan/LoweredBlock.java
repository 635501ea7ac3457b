package oar.runtime.arm.plan;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A block of a program in single assignment: every value is written by one step, or is fed, or is a constant.
 *
 * @param steps in order of execution
 * @param valueCount values are numbered from 0 to this, exclusively
 * @param constants the values that are weights: number to name
 * @param fed the values that are given from outside, in order
 * @param fetched the values that are given back, in order
 */
public record LoweredBlock(List<Step> steps, int valueCount, Map<Integer, String> constants, List<Output> fed,
    List<Input> fetched) {
  /** Create a block. */
  public LoweredBlock {
    steps = List.copyOf(steps);
    constants = Map.copyOf(constants);
    fed = List.copyOf(fed);
    fetched = List.copyOf(fetched);
  }

  /**
   * Return, for each value, the index of the last step that reads it: -1 if none does, the number of steps if it is given
   * back.
   */
  int[] lastUses() {
    int[] last = new int[valueCount];
    Arrays.fill(last, -1);
    for (int step = 0; step < steps.size(); step++) {
      for (Input input : steps.get(step).inputs()) {
        last[input.value()] = step;
      }
    }
    for (Input output : fetched) {
      last[output.value()] = steps.size();
    }
    return last;
  }
}
