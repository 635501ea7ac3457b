package oar.runtime.arm.op.matrix;

import java.util.Optional;
import oar.api.model.DataType;
import oar.api.model.Shape;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/**
 * The products whose operands have a fixed form: {@code bmm}, [B, M, K] times [B, K, N]; {@code mv}, [M, K] times [K];
 * {@code dot}, [K] times [K] or each row of [B, K] times one of [B, K]. No LoD.
 *
 * @param left the left operand
 * @param right the right operand
 * @param out takes the products
 * @param form how the operands are matrices
 */
public record BatchedProduct(Input left, Input right, Output out, Form form) implements Operation {
  /** How two operands are matrices: what they must be, and their sizes. */
  public enum Form {
    BMM {
      @Override
      Sizes sizes(Planning planning, Operand x, Operand y) {
        Shape a = x.shape();
        Shape b = y.shape();
        planning.require(a.rank() == 3 && b.rank() == 3 && a.dimension(0) == b.dimension(0)
            && a.dimension(2) == b.dimension(1), "inputs " + x + " and " + y + " must be [B, M, K] and [B, K, N]");
        return new Sizes(a.dimension(0), a.dimension(1), a.dimension(2), b.dimension(2),
            Shape.of(a.dimension(0), a.dimension(1), b.dimension(2)));
      }
    },
    MV {
      @Override
      Sizes sizes(Planning planning, Operand x, Operand y) {
        Shape a = x.shape();
        planning.require(a.rank() == 2 && y.shape().equals(Shape.of(a.dimension(1))),
            "inputs " + x + " and " + y + " must be [M, K] and [K]");
        return new Sizes(1, a.dimension(0), a.dimension(1), 1, Shape.of(a.dimension(0)));
      }
    },
    DOT {
      @Override
      Sizes sizes(Planning planning, Operand x, Operand y) {
        Shape a = x.shape();
        planning.require((a.rank() == 1 || a.rank() == 2) && a.equals(y.shape()),
            "inputs " + x + " and " + y + " must be of one shape, [K] or [B, K]");
        return a.rank() == 1
            ? new Sizes(1, 1, a.dimension(0), 1, Shape.of())
            : new Sizes(a.dimension(0), 1, a.dimension(1), 1, Shape.of(a.dimension(0)));
      }
    };

    abstract Sizes sizes(Planning planning, Operand x, Operand y);
  }

  /** So many products of [rows, depth] and [depth, columns], and the shape of all. */
  record Sizes(long count, long rows, long depth, long columns, Shape output) {}

  /** Read a {@code bmm}. */
  public static Operation bmm(OperatorReader reader) {
    return new BatchedProduct(reader.input("X"), reader.input("Y"), reader.output("Out"), Form.BMM);
  }

  /** Read a {@code mv}. */
  public static Operation mv(OperatorReader reader) {
    return new BatchedProduct(reader.input("X"), reader.input("Vec"), reader.output("Out"), Form.MV);
  }

  /** Read a {@code dot}. */
  public static Operation dot(OperatorReader reader) {
    return new BatchedProduct(reader.input("X"), reader.input("Y"), reader.output("Out"), Form.DOT);
  }

  @Override
  public Computation plan(Planning planning) {
    Operand x = planning.get(left);
    Operand y = planning.get(right);
    boolean isInteger = form == Form.DOT && (x.type() == DataType.INT32 || x.type() == DataType.INT64);
    planning.require(x.type() == y.type()
        && (isInteger || x.type() == DataType.FLOAT32 || x.type() == DataType.FLOAT64),
        "inputs " + x + " and " + y + " must be of one type: float32, float64, or, for dot, int32 or int64");
    Sizes sizes = form.sizes(planning, x, y);
    Operand output = planning.put(out, x.type(), sizes.output());
    Batch lefts = new Batch(Optional.of(x), sizes.count(), sizes.rows(), sizes.depth(), false,
        i -> i * sizes.rows() * sizes.depth());
    Batch rights = new Batch(Optional.of(y), sizes.count(), sizes.depth(), sizes.columns(), false,
        i -> i * sizes.depth() * sizes.columns());
    return Product.plan(planning, lefts, rights, Optional.empty(), Finish.none(output));
  }
}
