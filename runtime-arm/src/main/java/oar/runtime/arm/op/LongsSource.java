package oar.runtime.arm.op;

import java.util.List;
import java.util.Optional;
import oar.api.model.DataType;
import oar.api.model.Tensor;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Planning;

/**
 * A list of integers that an operator takes from a list of one-element tensors, or else from one tensor, or else from an
 * attribute.
 */
public final class LongsSource {
  private final List<Input> elements;
  private final Optional<Input> tensor;
  private final long[] attribute;

  private LongsSource(List<Input> elements, Optional<Input> tensor, long[] attribute) {
    this.elements = elements;
    this.tensor = tensor;
    this.attribute = attribute;
  }

  /**
   * Read the three places.
   *
   * @param listSlot slot of the one-element tensors
   * @param tensorSlot slot of the tensor
   * @param attributeName name of the attribute
   */
  public static LongsSource of(OperatorReader reader, String listSlot, String tensorSlot, String attributeName) {
    return new LongsSource(reader.inputs(listSlot), reader.optionalInput(tensorSlot),
        reader.operator().longsAttribute(attributeName));
  }

  /** Read a list that has no slot for one tensor of them all. */
  public static LongsSource ofList(OperatorReader reader, String listSlot, String attributeName) {
    return new LongsSource(reader.inputs(listSlot), Optional.empty(),
        reader.operator().longsAttribute(attributeName));
  }

  /** Read a list that has no slot for one-element tensors. */
  public static LongsSource of(OperatorReader reader, String tensorSlot, String attributeName) {
    return new LongsSource(List.of(), reader.optionalInput(tensorSlot),
        reader.operator().longsAttribute(attributeName));
  }

  /** Return the integers; the plan waits for tensors that are not computed yet. */
  public long[] get(Planning planning) {
    if (!elements.isEmpty()) {
      return elements.stream().mapToLong(element -> single(planning, element)).toArray();
    }
    return tensor.map(input -> all(planning, input)).orElseGet(attribute::clone);
  }

  /** Return the tensor's integers if there is one, before anything else. */
  public LongsSource preferTensor() {
    return tensor.isPresent() ? new LongsSource(List.of(), tensor, attribute) : this;
  }

  /** Return the one element of a tensor. */
  public static long single(Planning planning, Input input) {
    long[] values = all(planning, input);
    planning.require(values.length == 1, "input " + planning.get(input) + " must have one element");
    return values[0];
  }

  /** Return the elements of a tensor of integers. */
  public static long[] all(Planning planning, Input input) {
    Tensor content = planning.content(input);
    // Paddle-Lite's opt puts casts to float32 before inputs that a kernel declares so.
    planning.require(content.type().isInteger() || content.type() == DataType.FLOAT32,
        "input " + planning.get(input) + " must hold integers");
    long[] values = new long[Math.toIntExact(content.elementCount())];
    for (int i = 0; i < values.length; i++) {
      values[i] = content.longAt(i);
    }
    return values;
  }
}
