package oar.runtime.arm.op.shape;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import oar.api.model.LevelOfDetail;
import oar.api.model.Shape;
import oar.runtime.arm.kernel.View;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.Axes;
import oar.runtime.arm.op.Copies;
import oar.runtime.arm.op.LongsSource;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Layout;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/**
 * {@code concat}: tensors of one type one behind the other along an axis. The output has the first one's LoD or, along the rows,
 * the sequences of all if all have some.
 */
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
    Layout layout = planning.getAsIs(inputs.getFirst()).layout();
    List<Operand> parts = inputs.stream().map(input -> planning.get(input, layout)).toList();
    Operand first = parts.getFirst();
    long wanted = axisTensor.map(input -> LongsSource.single(planning, input)).orElse((long) axis);
    int along = Axes.normalize(planning, "axis", wanted, first.shape().rank());
    long[] dimensions = first.shape().dimensions();
    dimensions[along] = 0;
    for (Operand part : parts) {
      requireFit(planning, first, part, along);
      dimensions[along] += part.shape().dimension(along);
    }
    Operand output = planning.put(out, first.type(), Shape.of(dimensions),
        along == 0 ? joined(planning, parts) : first.levelOfDetail(), layout);
    View whole = output.view();
    List<Computation> copies = new ArrayList<>();
    long offset = 0;
    for (Operand part : parts) {
      long length = part.shape().dimension(along);
      copies.add(Copies.copy(planning, part, part.view(), output, whole.pick(along, offset, 1, length)));
      offset += length;
    }
    return Copies.all(copies);
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

  private static LevelOfDetail joined(Planning planning, List<Operand> parts) {
    List<LevelOfDetail> levels = parts.stream().map(Operand::levelOfDetail).toList();
    if (levels.stream().anyMatch(level -> level.depth() == 0)) {
      return parts.size() == 1 ? levels.getFirst() : LevelOfDetail.NONE;
    }
    int depth = levels.getFirst().depth();
    planning.require(levels.stream().allMatch(level -> level.depth() == depth),
        "inputs " + parts + " have LoDs of different depths: " + levels);
    long[][] joined = new long[depth][];
    for (int i = 0; i < depth; i++) {
      int level = i;
      joined[i] = joinedOffsets(levels.stream().map(levelOfDetail -> levelOfDetail.level(level)).toList());
    }
    return LevelOfDetail.of(joined);
  }

  private static long[] joinedOffsets(List<long[]> parts) {
    LongStream.Builder offsets = LongStream.builder().add(0);
    long base = 0;
    for (long[] part : parts) {
      for (int i = 1; i < part.length; i++) {
        offsets.add(base + part[i]);
      }
      base += part[part.length - 1];
    }
    return offsets.build().toArray();
  }
}
