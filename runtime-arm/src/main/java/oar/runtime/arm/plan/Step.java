package oar.runtime.arm.plan;

import java.util.List;

/**
 * One operation of a lowered block and the values that it reads and writes.
 *
 * @param operator type of the operator, for messages
 * @param operation what to do
 * @param inputs every value that it reads
 * @param outputs every value that it writes
 */
public record Step(String operator, Operation operation, List<Input> inputs, List<Output> outputs) {
  /** Create a step. */
  public Step {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }

  /** Return type and outputs, as {@code conv2d -> [conv_0.tmp]}. */
  @Override
  public String toString() {
    return operator + " -> " + outputs.stream().map(Output::variable).toList();
  }
}
