package oar.runtime.arm.op.shape;

import oar.api.model.LevelOfDetail;
import oar.api.model.LodTensor;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.plan.ArrayOperand;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/**
 * The operators that give what they take: a tensor with its LoD, or an array of tensors, whose elements lose theirs as in Paddle.
 * Nothing is copied, since no value is ever written twice.
 */
public record Copy(Input x, Output out) implements Operation {
  /** Read an operator with slots X and Out. */
  public static Operation of(OperatorReader reader) {
    return new Copy(reader.input("X"), reader.output("Out"));
  }

  /** Read an operator with slots Input and Out. */
  public static Operation ofInput(OperatorReader reader) {
    return new Copy(reader.input("Input"), reader.output("Out"));
  }

  /** Read a {@code share_data}, with slots X and Out, whose output has no LoD. */
  public static Operation withoutLevelOfDetail(OperatorReader reader) {
    Input x = reader.input("X");
    Output out = reader.output("Out");
    return planning -> {
      Operand input = planning.get(x);
      planning.share(out, input, input.shape(), LevelOfDetail.NONE);
      return Computation.NOTHING;
    };
  }

  /** Read a {@code print}, with slots In and Out; it prints nothing, since what a program's user sees is not the program's. */
  public static Operation printing(OperatorReader reader) {
    return new Copy(reader.input("In"), reader.output("Out"));
  }

  @Override
  public Computation plan(Planning planning) {
    if (planning.getAny(x).orElse(null) instanceof ArrayOperand array) {
      ArrayOperand copy = planning.putArray(out);
      return workspace -> copy.bind(array.elements().stream().map(Copy::withoutLevelOfDetail).toList());
    }
    return forward(planning, x, out);
  }

  private static LodTensor withoutLevelOfDetail(LodTensor element) {
    return element.levelOfDetail().depth() == 0 ? element : new LodTensor(element.tensor());
  }

  /** Let an output be all that an input is. */
  public static Computation forward(Planning planning, Input from, Output to) {
    if (planning.getAny(from).orElse(null) instanceof ArrayOperand array) {
      ArrayOperand copy = planning.putArray(to);
      return workspace -> copy.bind(array.elements());
    }
    Operand tensor = planning.get(from);
    planning.share(to, tensor, tensor.shape(), tensor.levelOfDetail());
    return Computation.NOTHING;
  }
}
