package oar.runtime.arm.op.control;

import java.util.List;
import oar.api.model.DataType;
import oar.api.model.LodTensor;
import oar.api.model.Shape;
import oar.api.model.Tensor;
import oar.runtime.arm.op.Elements;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Planning;

/** What the operators on arrays of tensors share: positions, elements, and the gaps between elements. */
final class TensorArrays {
  /** A position beyond this is a mistake of the program: no loop makes as many turns. */
  private static final int MOST_ELEMENTS = 1 << 20;

  /** Stands at a position that nothing has been written to while something was to one behind it. */
  static final LodTensor UNWRITTEN = new LodTensor(Tensor.of(Shape.of(0), new float[0]));

  private TensorArrays() {}

  /** Return the operand that holds a position. */
  static Operand position(Planning planning, Input input) {
    Operand operand = planning.get(input);
    planning.require(operand.elementCount() == 1
        && (operand.type().isInteger() || operand.type() == DataType.FLOAT32),
        "position " + operand + " must be one integer");
    return operand;
  }

  /** Return a position when a computation runs. */
  static int position(Planning planning, Operand operand) {
    long position = Elements.of(operand).getLong(0);
    planning.require(0 <= position && position < MOST_ELEMENTS, "position " + operand.variable() + " is " + position
        + "; it must be from 0 to " + (MOST_ELEMENTS - 1));
    return (int) position;
  }

  /** Return a copy of a tensor in memory of its own. */
  static LodTensor copy(Operand operand) {
    return new LodTensor(Tensor.copyOf(operand.type(), operand.shape(), operand.segment()),
        operand.fittingLevelOfDetail());
  }

  /** Return the element at a position. */
  static LodTensor element(Planning planning, String array, List<LodTensor> elements, int position) {
    planning.require(position < elements.size(),
        "position " + position + " of array " + array + " does not exist; it has " + elements.size() + " elements");
    LodTensor element = elements.get(position);
    planning.require(element != UNWRITTEN, "nothing was written to position " + position + " of array " + array);
    return element;
  }
}
