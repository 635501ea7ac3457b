package oar.runtime.arm.op.shape;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;
import oar.api.model.LevelOfDetail;
import oar.api.model.Shape;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.Axes;
import oar.runtime.arm.op.LongsSource;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/** {@code concat}: tensors of one type one behind the other along an axis. The output has the first one's LoD. */
public final class Concat implements Operation {
  private final List<Input> inputs;
  private final Optional<Input> axisTensor;
  private final int axis;
  private final Output out;

  /** Read an operator. */
  public Concat(OperatorReader reader) {
    inputs = reader.inputs("X");
    axisTensor = reader.optionalInput("AxisTensor");
    axis = reader.operator().intAttribute("axis", 0);
    out = reader.output("Out");
    if (inputs.isEmpty()) {
      throw reader.refuse("input X is missing");
    }
  }

  @Override
  public Computation plan(Planning planning) {
    List<Operand> parts = planning.get(inputs);
    Operand first = parts.getFirst();
    long wanted = axisTensor.map(input -> LongsSource.single(planning, input)).orElse((long) axis);
    int along = Axes.normalize(planning, "axis", wanted, first.shape().rank());
    long[] dimensions = first.shape().dimensions();
    dimensions[along] = 0;
    for (Operand part : parts) {
      requireFit(planning, first, part, along);
      dimensions[along] += part.shape().dimension(along);
    }
    Operand output = planning.put(out, first.type(), Shape.of(dimensions), along == 0
        ? LevelOfDetail.NONE
        : first.levelOfDetail());
    long outer = output.shape().elementCount(0, along);
    return workspace -> workspace.parallel(outer, 64, (from, to, scratch) -> copy(parts, output, along, from, to));
  }

  private static void requireFit(Planning planning, Operand first, Operand part, int along) {
    planning.require(part.type() == first.type(), "inputs " + first + " and " + part + " must be of one type");
    planning.require(part.shape().rank() == first.shape().rank(),
        "inputs " + first + " and " + part + " must have one rank");
    for (int i = 0; i < first.shape().rank(); i++) {
      planning.require(i == along || part.shape().dimension(i) == first.shape().dimension(i),
          "inputs " + first + " and "
              + part + " must be alike but for dimension " + along + ", but dimension " + i + " differs");
    }
  }

  private static void copy(List<Operand> parts, Operand output, int along, long from, long to) {
    long size = output.type().byteSize();
    MemorySegment target = output.segment();
    long stride = output.shape().elementCount(along, output.shape().rank()) * size;
    long offset = 0;
    for (Operand part : parts) {
      long length = part.shape().elementCount(along, part.shape().rank()) * size;
      MemorySegment source = part.segment();
      for (long block = from; block < to; block++) {
        MemorySegment.copy(source, block * length, target, block * stride + offset, length);
      }
      offset += length;
    }
  }
}
