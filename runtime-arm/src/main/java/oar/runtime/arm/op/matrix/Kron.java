package oar.runtime.arm.op.matrix;

import java.util.ArrayList;
import java.util.List;
import oar.api.model.Shape;
import oar.runtime.arm.kernel.View;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.Contraction;
import oar.runtime.arm.op.Copies;
import oar.runtime.arm.op.Elements;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/**
 * {@code kron}: Kronecker's product, in which each element of X is replaced by itself times Y. The tensor of lower rank counts as
 * one with dimensions of 1 before its own. No LoD.
 */
public final class Kron implements Operation {
  private final Input x;
  private final Input y;
  private final Output out;

  /** Read an operator. */
  public Kron(OperatorReader reader) {
    x = reader.input("X");
    y = reader.input("Y");
    out = reader.output("Out");
  }

  @Override
  public Computation plan(Planning planning) {
    Operand left = planning.get(x);
    Operand right = planning.get(y);
    planning.require(left.type() == right.type() && (left.type().isInteger() || left.type().isFloatingPoint()),
        "inputs " + left + " and " + right + " must be of one type, of numbers");
    int rank = Math.max(left.shape().rank(), right.shape().rank());
    View a = extended(left, rank);
    View b = extended(right, rank);
    long[] dimensions = new long[rank];
    for (int i = 0; i < rank; i++) {
      dimensions[i] = Math.multiplyExact(a.extent(i), b.extent(i));
    }
    View product = View.of(dimensions);
    List<Contraction.Loop> loops = new ArrayList<>(List.of(new Contraction.Loop(1, 0, 0, 0)));
    for (int i = 0; i < rank; i++) {
      loops.add(new Contraction.Loop(a.extent(i), a.stride(i), 0, b.extent(i) * product.stride(i)));
      loops.add(new Contraction.Loop(b.extent(i), 0, b.stride(i), product.stride(i)));
    }
    Operand output = planning.put(out, left.type(), Shape.of(dimensions));
    return workspace -> {
      Copies.fill(output, 0);
      new Contraction(loops, Elements.of(left), Elements.of(right), Elements.of(output)).run(0, 0, 0);
    };
  }

  private static View extended(Operand operand, int rank) {
    View view = View.of(operand.shape().dimensions());
    while (view.rank() < rank) {
      view = view.repeat(0, 1);
    }
    return view;
  }
}
