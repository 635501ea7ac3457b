package oar.runtime.arm.op.control;

import java.lang.foreign.MemorySegment;
import java.util.List;
import oar.api.model.DataType;
import oar.api.model.LodTensor;
import oar.api.model.Shape;
import oar.api.model.Tensor;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.Axes;
import oar.runtime.arm.op.Elements;
import oar.runtime.arm.plan.ArrayOperand;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.DynamicOutput;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/**
 * {@code tensor_array_to_tensor}: the elements of an array one behind the other along {@code axis}, or along a new dimension
 * there with {@code use_stack}. {@code OutIndex} takes the size of each along it as int32 [n]. No LoD.
 */
public final class ArrayToTensor implements Operation {
  private final Input x;
  private final Output out;
  private final Output outIndex;
  private final int axis;
  private final boolean stacks;

  /** Read an operator. */
  public ArrayToTensor(OperatorReader reader) {
    x = reader.input("X");
    out = reader.output("Out");
    outIndex = reader.output("OutIndex");
    axis = reader.operator().intAttribute("axis", 0);
    stacks = reader.operator().booleanAttribute("use_stack", false);
  }

  @Override
  public Computation plan(Planning planning) {
    ArrayOperand array = ArrayOperand.of(planning, x);
    DynamicOutput output = planning.putDynamic(out);
    DynamicOutput sizes = planning.putDynamic(outIndex);
    return workspace -> {
      List<Tensor> parts = parts(planning, array);
      Shape first = parts.getFirst().shape();
      int along = Axes.normalize(planning, "axis", axis, stacks ? first.rank() + 1 : first.rank());
      long[] dimensions = stacks ? insertZero(first, along) : first.dimensions();
      dimensions[along] = 0;
      Elements sizeElements = Elements.of(DataType.INT32, sizes.allocate(DataType.INT32, Shape.of(parts.size())));
      for (int i = 0; i < parts.size(); i++) {
        long size = size(planning, parts, i, along);
        sizeElements.set(i, size);
        dimensions[along] += size;
      }
      Shape shape = Shape.of(dimensions);
      join(parts, along, shape, output.allocate(parts.getFirst().type(), shape));
    };
  }

  private static List<Tensor> parts(Planning planning, ArrayOperand array) {
    List<LodTensor> elements = array.elements();
    planning.require(!elements.isEmpty(), "array " + array.variable() + " is empty; it must have an element");
    for (int i = 0; i < elements.size(); i++) {
      TensorArrays.element(planning, array.variable(), elements, i);
    }
    return elements.stream().map(LodTensor::tensor).toList();
  }

  private static long[] insertZero(Shape shape, int along) {
    long[] dimensions = new long[shape.rank() + 1];
    for (int i = 0; i < shape.rank(); i++) {
      dimensions[i < along ? i : i + 1] = shape.dimension(i);
    }
    return dimensions;
  }

  /** Return how much an element takes along the axis, once it is known to fit the first one. */
  private long size(Planning planning, List<Tensor> parts, int number, int along) {
    Tensor first = parts.getFirst();
    Tensor part = parts.get(number);
    boolean fits = part.type() == first.type() && part.shape().rank() == first.shape().rank();
    for (int i = 0; fits && i < first.shape().rank(); i++) {
      fits = !stacks && i == along || part.shape().dimension(i) == first.shape().dimension(i);
    }
    planning.require(fits, "element " + number + " of array " + x.variable() + " is " + part + " and element 0 " + first
        + "; they must be alike" + (stacks ? "" : " but for dimension " + along));
    return stacks ? 1 : part.shape().dimension(along);
  }

  private void join(List<Tensor> parts, int along, Shape shape, MemorySegment target) {
    long elementSize = parts.getFirst().type().byteSize();
    long outer = shape.elementCount(0, along);
    long stride = shape.elementCount(along, shape.rank()) * elementSize;
    long offset = 0;
    for (Tensor part : parts) {
      long length = part.shape().elementCount(along, part.shape().rank()) * elementSize;
      for (long block = 0; block < outer; block++) {
        MemorySegment.copy(part.data(), block * length, target, block * stride + offset, length);
      }
      offset += length;
    }
  }
}
