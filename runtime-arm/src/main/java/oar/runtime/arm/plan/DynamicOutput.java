package oar.runtime.arm.plan;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;
import oar.api.error.InvalidInputException;
import oar.api.model.DataType;
import oar.api.model.LevelOfDetail;
import oar.api.model.LodTensor;
import oar.api.model.Shape;
import oar.api.model.Tensor;
import oar.api.model.TensorArray;
import oar.api.model.Value;

/**
 * An output of which nothing is known before it is computed: neither its shape nor, behind a branch or a loop, whether it has
 * a value and whether that is a tensor or an array. Its memory grows as needed and is kept between runs.
 */
public final class DynamicOutput {
  private final String variable;
  private MemorySegment memory = MemorySegment.NULL;
  private Optional<PlannedValue> value = Optional.empty();

  DynamicOutput(String variable) {
    this.variable = variable;
  }

  /**
   * Take memory for a tensor. To be called at every run, before anything is written to it.
   *
   * @return memory of the right size; what it holds is undefined
   */
  public MemorySegment allocate(DataType type, Shape shape, LevelOfDetail levelOfDetail) {
    Operand operand = new Operand(variable, type, shape, levelOfDetail);
    reserve(operand);
    operand.bind(memory.asSlice(0, operand.byteSize()));
    value = Optional.of(operand);
    return operand.segment();
  }

  /** Take more memory than is needed now, since outputs of a loop tend to grow. */
  private void reserve(Operand operand) {
    try {
      long size = operand.byteSize();
      if (memory.byteSize() < size) {
        memory = Tensor.allocate(DataType.UINT8, Shape.of(Math.addExact(size, size / 2)));
      }
    } catch (OutOfMemoryError | ArithmeticException e) {
      throw new InvalidInputException("for these inputs output " + operand + " needs more memory than there is");
    }
  }

  /** Take memory for a tensor without sequences. */
  public MemorySegment allocate(DataType type, Shape shape) {
    return allocate(type, shape, LevelOfDetail.NONE);
  }

  /** Make the output an array of tensors, which must have memory of their own. */
  public void set(List<LodTensor> elements) {
    ArrayOperand array = new ArrayOperand(variable);
    array.bind(elements);
    value = Optional.of(array);
  }

  /** Make the output a copy of a value, or leave it without one. */
  public void set(Optional<Value> newValue) {
    value = Optional.empty();
    newValue.ifPresent(present -> {
      switch (present) {
        case LodTensor tensor -> allocate(tensor.tensor().type(), tensor.tensor().shape(), tensor.levelOfDetail())
            .copyFrom(tensor.tensor().data());
        case TensorArray array -> set(array.elements());
      }
    });
  }

  /** Return the value as it is now, a view of its memory. */
  public Optional<Value> toValue() {
    return PlannedValue.toValue(value);
  }

  Optional<PlannedValue> value() {
    return value;
  }
}
