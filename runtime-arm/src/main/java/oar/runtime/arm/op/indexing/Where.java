package oar.runtime.arm.op.indexing;

import java.lang.foreign.MemorySegment;
import oar.api.model.DataType;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.Elements;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/** {@code where}: X's element where {@code Condition} is true, else Y's; all of one shape. The output has X's LoD. */
public final class Where implements Operation {
  private final Input condition;
  private final Input x;
  private final Input y;
  private final Output out;

  /** Read an operator. */
  public Where(OperatorReader reader) {
    condition = reader.input("Condition");
    x = reader.input("X");
    y = reader.input("Y");
    out = reader.output("Out");
  }

  @Override
  public Computation plan(Planning planning) {
    Operand choice = planning.get(condition);
    Operand left = planning.get(x);
    Operand right = planning.get(y);
    planning.require(choice.type() == DataType.BOOL, "input " + choice + " must be of bool");
    planning.require(left.type() == right.type(), "inputs " + left + " and " + right + " must be of one type");
    planning.require(left.shape().equals(right.shape()) && left.shape().equals(choice.shape()),
        "inputs " + choice + ", " + left + " and " + right + " must be of one shape");
    Operand output = planning.put(out, left.type(), left.shape(), left.levelOfDetail());
    return workspace -> choose(Elements.of(choice), left.segment(), right.segment(), output);
  }

  /** Copy runs of elements that come from the same side. */
  private static void choose(Elements choice, MemorySegment left, MemorySegment right, Operand output) {
    long size = output.type().byteSize();
    long count = output.elementCount();
    for (long from = 0, to; from < count; from = to) {
      long side = choice.getLong(from);
      to = from + 1;
      while (to < count && choice.getLong(to) == side) {
        to++;
      }
      MemorySegment.copy(side != 0 ? left : right, from * size, output.segment(), from * size, (to - from) * size);
    }
  }
}
