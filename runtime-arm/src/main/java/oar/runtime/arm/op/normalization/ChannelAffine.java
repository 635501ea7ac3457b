package oar.runtime.arm.op.normalization;

import java.lang.foreign.MemorySegment;
import java.util.function.Supplier;
import oar.api.model.DataType;
import oar.runtime.arm.kernel.Activations;
import oar.runtime.arm.kernel.Arithmetic;
import oar.runtime.arm.kernel.Elementwise;
import oar.runtime.arm.kernel.FloatLoop;
import oar.runtime.arm.kernel.Memory;
import oar.runtime.arm.kernel.Scratch;
import oar.runtime.arm.op.Axes;
import oar.runtime.arm.op.Elements;
import oar.runtime.arm.op.elementwise.UnaryFunction;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Workspace;

/**
 * Computes {@code x * factor[c] + summand[c]}, with numbers of its own for each channel.
 *
 * @param input the elements
 * @param output takes the results
 * @param split how the shape falls apart at the channels
 * @param coefficients gives the numbers, at every run
 * @param activation applied last
 */
record ChannelAffine(Operand input, Operand output, Axes.Split split, Supplier<Coefficients> coefficients,
    UnaryFunction activation)
    implements
      Computation {
  /** The numbers of each channel. */
  static final class Coefficients {
    private final double[] factors;
    private final double[] summands;

    /** Take arrays that nobody else has. */
    Coefficients(double[] factors, double[] summands) {
      this.factors = factors;
      this.summands = summands;
    }

    float[] factors() {
      return toFloats(factors);
    }

    float[] summands() {
      return toFloats(summands);
    }

    private static float[] toFloats(double[] values) {
      float[] floats = new float[values.length];
      for (int i = 0; i < values.length; i++) {
        floats[i] = (float) values[i];
      }
      return floats;
    }

    /** Take them from tensors; only a computation may ask, when it runs. */
    static Coefficients of(Operand factors, Operand summands) {
      return new Coefficients(Elements.toDoubles(factors), Elements.toDoubles(summands));
    }
  }

  @Override
  public void run(Workspace workspace) {
    Coefficients numbers = coefficients.get();
    if (input.type() != DataType.FLOAT32) {
      computeElements(numbers);
    } else if (split.inner() == 1) {
      workspace.parallel(split.outer(), 1, (from, to, scratch) -> computeRows(numbers, from, to, scratch));
    } else {
      workspace.parallel(split.outer() * split.size(), 1,
          (from, to, scratch) -> computePlanes(numbers, from, to, scratch));
    }
  }

  private void computePlanes(Coefficients numbers, long from, long to, Scratch scratch) {
    for (long plane = from; plane < to; plane++) {
      int channel = (int) (plane % split.size());
      FloatLoop affine = Activations.affine((float) numbers.factors[channel], (float) numbers.summands[channel]);
      Elementwise.map(input.segment(), output.segment(), plane * split.inner(), (plane + 1) * split.inner(),
          (values, length, arrays) -> {
            affine.apply(values, length, arrays);
            activation.onFloats().apply(values, length, arrays);
          }, scratch);
    }
  }

  /** Rows of all channels of one place each, where the channels are the last dimension. */
  private void computeRows(Coefficients numbers, long from, long to, Scratch scratch) {
    MemorySegment in = input.segment();
    MemorySegment out = output.segment();
    int channels = (int) split.size();
    float[] row = scratch.floats(0, channels);
    float[] factors = scratch.floats(1, channels);
    float[] summands = scratch.floats(2, channels);
    for (int c = 0; c < channels; c++) {
      factors[c] = (float) numbers.factors[c];
      summands[c] = (float) numbers.summands[c];
    }
    for (long i = from; i < to; i++) {
      Memory.load(in, i * channels, row, 0, channels);
      Arithmetic.multiply(row, factors, channels);
      Arithmetic.add(row, summands, channels);
      activation.onFloats().apply(row, channels, scratch);
      Memory.store(row, 0, out, i * channels, channels);
    }
  }

  private void computeElements(Coefficients numbers) {
    Elements in = Elements.of(input);
    Elements out = Elements.of(output);
    for (long i = 0; i < input.elementCount(); i++) {
      int channel = (int) (i / split.inner() % split.size());
      out.set(i, activation.onDoubles()
          .applyAsDouble(in.getDouble(i) * numbers.factors[channel] + numbers.summands[channel]));
    }
  }
}
