package oar.runtime.arm.op.matrix;

import java.util.Optional;
import oar.api.model.DataType;
import oar.api.model.Shape;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.elementwise.UnaryFunction;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/**
 * {@code addmm}: {@code Beta * Input + Alpha * X * Y}, with X [M, K], Y [K, N] and Input [M, N] or [N], in which dimensions may be
 * 1. No LoD.
 */
public final class Addmm implements Operation {
  private final Input input;
  private final Input left;
  private final Input right;
  private final Output out;
  private final float alpha;
  private final float beta;

  /** Read an operator. */
  public Addmm(OperatorReader reader) {
    input = reader.input("Input");
    left = reader.input("X");
    right = reader.input("Y");
    out = reader.output("Out");
    alpha = reader.operator().floatAttribute("Alpha", 1);
    beta = reader.operator().floatAttribute("Beta", 1);
  }

  @Override
  public Computation plan(Planning planning) {
    Operand x = planning.get(left);
    Operand y = planning.get(right);
    Operand addend = planning.get(input);
    planning.require((x.type() == DataType.FLOAT32 || x.type() == DataType.FLOAT64) && y.type() == x.type()
        && addend.type() == x.type(), "inputs " + addend + ", " + x + " and " + y + " must all be float32 or float64");
    planning.require(x.shape().rank() == 2 && y.shape().rank() == 2 && x.shape().dimension(1) == y.shape().dimension(0),
        "inputs " + x + " and " + y + " must be [M, K] and [K, N]");
    long rows = x.shape().dimension(0);
    long depth = x.shape().dimension(1);
    long columns = y.shape().dimension(1);
    Finish.Summand summand = summand(planning, addend, rows, columns);
    Operand output = planning.put(out, x.type(), Shape.of(rows, columns));
    return Product.plan(planning, Batch.single(x, rows, depth), Batch.single(y, depth, columns), Optional.empty(),
        new Finish(alpha, Optional.of(summand), Optional.empty(), UnaryFunction.IDENTITY, output));
  }

  private Finish.Summand summand(Planning planning, Operand addend, long rows, long columns) {
    Shape shape = addend.shape();
    planning.require(shape.rank() == 1 || shape.rank() == 2, "input " + addend + " must have rank 1 or 2");
    long height = shape.rank() == 2 ? shape.dimension(0) : 1;
    long width = shape.dimension(shape.rank() - 1);
    planning.require((height == 1 || height == rows) && (width == 1 || width == columns),
        "input " + addend + " must have the product's dimensions, [" + rows + ", " + columns
            + "], or 1 instead of them");
    return new Finish.Summand(addend, beta, height == 1 ? 0 : width, width == 1 ? 0 : 1);
  }
}
