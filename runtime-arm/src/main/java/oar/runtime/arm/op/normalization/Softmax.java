package oar.runtime.arm.op.normalization;

import oar.api.model.DataType;
import oar.runtime.arm.kernel.Scratch;
import oar.runtime.arm.kernel.SoftmaxKernel;
import oar.runtime.arm.kernel.line.LineForm;
import oar.runtime.arm.kernel.line.LineSoftmax;
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
    int along = Axes.normalize(planning, "axis", axis, rank);
    return computation(kernel, planning, input, planning.putInPlace(out, input), along);
  }

  /**
   * Return what computes the softmax of FLOAT32 or FLOAT64 elements along an axis.
   *
   * @param axis counted from the front
   */
  static Computation computation(SoftmaxKernel kernel, Planning planning, Operand input, Operand output, int axis) {
    Axes.Split split = Axes.Split.at(input.shape(), axis);
    int length = Axes.arrayLength(planning, input, split.size());
    Lines lines = new Lines(kernel, input, output, split);
    if (input.type() == DataType.FLOAT64) {
      return lines.ofDoubles(length);
    }
    if (split.inner() == 1 && !kernel.isLogarithm() && length > 0) {
      return new AdjacentSoftmax(input, output, length, LineSoftmax.of(LineForm.dense(length), planning.machine()));
    }
    return split.inner() == 1 ? lines.ofAdjacent(length) : lines.ofColumns();
  }

  /** The lines of elements that are computed. */
  private record Lines(SoftmaxKernel kernel, Operand input, Operand output, Axes.Split split) {
    Computation ofAdjacent(int length) {
      return Computation.parallel(split.outer(), 1, (from, to, scratch) -> {
        for (long line = from; line < to; line++) {
          kernel.line(input.segment(), output.segment(), line * length, length, scratch);
        }
      });
    }

    Computation ofColumns() {
      long parts = Math.ceilDiv(split.inner(), (long) Scratch.CHUNK);
      return Computation.parallel(split.outer() * parts, 1, (from, to, scratch) -> {
        for (long part = from; part < to; part++) {
          long first = part % parts * Scratch.CHUNK;
          int lines = (int) Math.min(Scratch.CHUNK, split.inner() - first);
          kernel.columns(new SoftmaxKernel.Columns(split.inner(), split.size(), lines), input.segment(),
              output.segment(), part / parts * split.size() * split.inner() + first, scratch);
        }
      });
    }

    Computation ofDoubles(int length) {
      return Computation.parallel(split.outer() * split.inner(), 1, (from, to, scratch) -> {
        double[] values = scratch.doubles(0, length);
        for (long line = from; line < to; line++) {
          Elements.of(input).load(split.lineStart(line), split.inner(), values, length);
          kernel.line(values, length);
          Elements.of(output).store(values, split.lineStart(line), split.inner(), length);
        }
      });
    }
  }
}
