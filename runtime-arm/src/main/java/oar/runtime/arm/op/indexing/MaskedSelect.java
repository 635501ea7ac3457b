package oar.runtime.arm.op.indexing;

import java.lang.foreign.MemorySegment;
import java.util.List;
import oar.api.model.DataType;
import oar.api.model.Shape;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.Elements;
import oar.runtime.arm.op.Expansion;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.DynamicOutput;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/**
 * {@code masked_select}: a vector of X's elements where {@code Mask} is true, in row-major order; X and Mask broadcast to each
 * other. No LoD.
 */
public final class MaskedSelect implements Operation {
  private final Input x;
  private final Input mask;
  private final Output out;

  /** Read an operator. */
  public MaskedSelect(OperatorReader reader) {
    x = reader.input("X");
    mask = reader.input("Mask");
    out = reader.output("Y");
  }

  @Override
  public Computation plan(Planning planning) {
    Operand input = planning.get(x);
    Operand choice = planning.get(mask);
    planning.require(choice.type() == DataType.BOOL, "input " + choice + " must be of bool");
    Shape shape = Expansion.commonShape(planning, List.of(input.shape(), choice.shape()));
    Expansion values = Expansion.of(planning, input, shape);
    Expansion choices = Expansion.of(planning, choice, shape);
    DynamicOutput output = planning.putDynamic(out);
    return workspace -> {
      values.copy().run(workspace);
      choices.copy().run(workspace);
      select(values.operand(), Elements.of(choices.operand()), output);
    };
  }

  private static void select(Operand values, Elements choices, DynamicOutput output) {
    long found = 0;
    for (long i = 0; i < values.elementCount(); i++) {
      found += choices.getLong(i);
    }
    long size = values.type().byteSize();
    MemorySegment selected = output.allocate(values.type(), Shape.of(found));
    long to = 0;
    for (long i = 0; i < values.elementCount(); i++) {
      if (choices.getLong(i) != 0) {
        MemorySegment.copy(values.segment(), i * size, selected, to++ * size, size);
      }
    }
  }
}
