package oar.runtime.arm.op.normalization;

import oar.api.model.DataType;
import oar.runtime.arm.kernel.Scratch;
import oar.runtime.arm.kernel.SoftmaxKernel;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.Axes;
import oar.runtime.arm.op.Copies;
import oar.runtime.arm.op.Elements;
import oar.runtime.arm.op.Precision;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/**
 * {@code softmax}, {@code e^(x - max) / sum of e^(x - max)} along an axis, and {@code log_softmax}, its logarithm; any scalar gives
 * 1 or 0. The output has X's LoD.
 */
public final class Softmax implements Operation {
  private final Input x;
  private final Output out;
  private final int axis;
  private final SoftmaxKernel kernel;

  private Softmax(OperatorReader reader, boolean isLogarithm) {
    x = reader.input("X");
    out = reader.output("Out");
    axis = reader.operator().intAttribute("axis", -1);
    kernel = new SoftmaxKernel(isLogarithm);
  }

  /** Read a {@code softmax}. */
  public static Operation plain(OperatorReader reader) {
    return new Softmax(reader, false);
  }

  /** Read a {@code log_softmax}. */
  public static Operation logarithm(OperatorReader reader) {
    return new Softmax(reader, true);
  }

  @Override
  public Computation plan(Planning planning) {
    Operand input = planning.get(x);
    Precision.of(planning, input);
    int rank = input.shape().rank();
    if (rank == 0) {
      Operand single = planning.put(out, input.type(), input.shape());
      return workspace -> Copies.fill(single, kernel.isLogarithm() ? 0 : 1);
    }
    Axes.Split split = Axes.Split.at(input.shape(), Axes.normalize(planning, "axis", axis, rank));
    int length = Axes.arrayLength(planning, input, split.size());
    Operand output = planning.putInPlace(out, input);
    if (input.type() == DataType.FLOAT64) {
      return ofDoubles(input, output, split, length);
    }
    return split.inner() == 1 ? ofLines(input, output, split, length) : ofColumns(input, output, split);
  }

  private Computation ofLines(Operand input, Operand output, Axes.Split split, int length) {
    return workspace -> workspace.parallel(split.outer(), 1, (from, to, scratch) -> {
      for (long line = from; line < to; line++) {
        kernel.line(input.segment(), output.segment(), line * length, length, scratch);
      }
    });
  }

  private Computation ofColumns(Operand input, Operand output, Axes.Split split) {
    long parts = Math.ceilDiv(split.inner(), (long) Scratch.CHUNK);
    return workspace -> workspace.parallel(split.outer() * parts, 1, (from, to, scratch) -> {
      for (long part = from; part < to; part++) {
        long first = part % parts * Scratch.CHUNK;
        int lines = (int) Math.min(Scratch.CHUNK, split.inner() - first);
        kernel.columns(new SoftmaxKernel.Columns(split.inner(), split.size(), lines), input.segment(),
            output.segment(), part / parts * split.size() * split.inner() + first, scratch);
      }
    });
  }

  private Computation ofDoubles(Operand input, Operand output, Axes.Split split, int length) {
    return workspace -> workspace.parallel(split.outer() * split.inner(), 1, (from, to, scratch) -> {
      double[] values = scratch.doubles(0, length);
      for (long line = from; line < to; line++) {
        Elements.of(input).load(split.lineStart(line), split.inner(), values, length);
        kernel.line(values, length);
        Elements.of(output).store(values, split.lineStart(line), split.inner(), length);
      }
    });
  }
}
