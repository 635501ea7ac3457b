package oar.runtime.arm.op.control;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import oar.api.model.DataType;
import oar.api.model.Shape;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.Elements;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.DynamicOutput;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/**
 * {@code split_lod_tensor}: the sequences of X at {@code level}, or its rows if it has no such level, go to {@code OutTrue} where
 * the element of {@code Mask} [n, 1] is true and to {@code OutFalse} elsewhere, with their LoD from that level on.
 */
public final class SplitByMask implements Operation {
  private final Input x;
  private final Input mask;
  private final Output outTrue;
  private final Output outFalse;
  private final int level;

  /** Read an operator. */
  public SplitByMask(OperatorReader reader) {
    x = reader.input("X");
    mask = reader.input("Mask");
    outTrue = reader.output("OutTrue");
    outFalse = reader.output("OutFalse");
    level = level(reader);
  }

  /** Return the level of the LoD that a mask decides on. */
  static int level(OperatorReader reader) {
    int level = reader.operator().intAttribute("level", 0);
    if (level < 0) {
      throw reader.refuse("level is " + level + "; it must be 0 or more");
    }
    return level;
  }

  @Override
  public Computation plan(Planning planning) {
    Operand input = planning.get(x);
    Operand condition = mask(planning, mask);
    planning.require(input.shape().rank() > 0, "input " + input + " must have rows");
    planning.require(condition.shape().dimension(0) <= SubLevels.count(input, level), "Mask " + condition
        + " has more rows than input " + input + " of LoD " + input.levelOfDetail() + " has at level " + level);
    DynamicOutput ofTrue = planning.putDynamic(outTrue);
    DynamicOutput ofFalse = planning.putDynamic(outFalse);
    return workspace -> {
      take(planning, input, condition, true, ofTrue);
      take(planning, input, condition, false, ofFalse);
    };
  }

  /** Return the operand of a mask. */
  static Operand mask(Planning planning, Input mask) {
    Operand condition = planning.get(mask);
    planning.require(condition.type() == DataType.BOOL && condition.shape().rank() == 2
        && condition.shape().dimension(1) == 1, "Mask " + condition + " must be bool [n, 1]");
    return condition;
  }

  private void take(Planning planning, Operand input, Operand condition, boolean wanted, DynamicOutput output) {
    Elements flags = Elements.of(condition);
    List<SubLevels> taken = new ArrayList<>();
    for (int i = 0; i < condition.shape().dimension(0); i++) {
      if (flags.getLong(i) != 0 == wanted) {
        taken.add(SubLevels.of(input.levelOfDetail(), level, i));
      }
    }
    long[] dimensions = input.shape().dimensions();
    dimensions[0] = taken.stream().mapToLong(part -> part.to() - part.from()).sum();
    MemorySegment target = output.allocate(input.type(), Shape.of(dimensions), SubLevels.join(planning, taken));
    long rowSize = input.shape().elementCount(1, dimensions.length) * input.type().byteSize();
    long offset = 0;
    for (SubLevels part : taken) {
      long length = (part.to() - part.from()) * rowSize;
      MemorySegment.copy(input.segment(), part.from() * rowSize, target, offset, length);
      offset += length;
    }
  }
}
