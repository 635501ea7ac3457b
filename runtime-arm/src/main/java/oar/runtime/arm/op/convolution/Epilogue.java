package oar.runtime.arm.op.convolution;

import java.lang.foreign.MemorySegment;
import java.util.Optional;
import oar.runtime.arm.kernel.Elementwise;
import oar.runtime.arm.kernel.Memory;
import oar.runtime.arm.kernel.Scratch;
import oar.runtime.arm.op.Elements;
import oar.runtime.arm.op.elementwise.UnaryFunction;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Planning;

/**
 * What is done to the sums of a convolution.
 *
 * @param bias one element for each output channel
 * @param residual elements of the output's shape
 * @param output where the sums are, and the results go
 * @param activation applied last
 */
record Epilogue(Optional<Operand> bias, Optional<Operand> residual, Operand output, UnaryFunction activation) {
  private static final int RESIDUAL_ARRAY = 1;

  void check(Planning planning, long channels) {
    bias.ifPresent(operand -> planning.require(operand.elementCount() == channels && operand.type() == output.type(),
        "bias " + operand + " must have an element for each of the " + channels + " channels of output " + output));
    residual.ifPresent(
        operand -> planning.require(operand.shape().equals(output.shape()) && operand.type() == output.type(),
            "residual " + operand + " must have type and shape of output " + output));
  }

  /** Return the bias of an output channel. */
  float bias(long channel) {
    return bias.isPresent() ? Memory.get(bias.get().segment(), channel) : 0;
  }

  /** Return what applies an activation that kernels of products do not know to sums that lie in the output already. */
  Computation rest() {
    return activation.rectifier().isPresent()
        ? Computation.NOTHING
        : Computation.parallel(output.elementCount(), Scratch.CHUNK, (from, to, scratch) -> Elementwise
            .map(output.segment(), output.segment(), from, to, activation.onFloats(), scratch));
  }

  /** Copy the biases of a group of channels, and zeros behind them. */
  void fillBias(MemorySegment to, long group, long groupBytes) {
    Memory.fill(to, 0, to.byteSize(), (byte) 0);
    if (bias.isPresent()) {
      MemorySegment.copy(bias.get().segment(), group * groupBytes, to, 0, groupBytes);
    }
  }

  /** Finish sums of one channel that lie in the output already. */
  void finish(long channel, long index, long length, Scratch scratch) {
    if (bias.isEmpty() && residual.isEmpty() && activation == UnaryFunction.IDENTITY) {
      return;
    }
    float[] line = scratch.floats(0, Scratch.CHUNK);
    float summand = bias(channel);
    MemorySegment memory = output.segment();
    for (long at = 0; at < length; at += Scratch.CHUNK) {
      int count = (int) Math.min(Scratch.CHUNK, length - at);
      Memory.load(memory, index + at, line, 0, count);
      add(line, summand, count);
      finishLine(line, index + at, count, scratch);
    }
  }

  /**
   * Finish a line of sums, bias included, and store it.
   *
   * @param values the sums
   * @param index where the line begins in the output
   */
  void store(float[] values, long index, int length, Scratch scratch) {
    float[] line = scratch.floats(0, Scratch.CHUNK);
    for (int at = 0; at < length; at += Scratch.CHUNK) {
      int count = Math.min(Scratch.CHUNK, length - at);
      System.arraycopy(values, at, line, 0, count);
      finishLine(line, index + at, count, scratch);
    }
  }

  /** Finish sums of another type than FLOAT32, which lie in the output already. */
  void finishElements() {
    Elements sums = Elements.of(output);
    long channels = output.shape().dimension(1);
    long plane = output.shape().elementCount(2, output.shape().rank());
    for (long i = 0; i < output.elementCount(); i++) {
      long channel = i / plane % channels;
      double summand = bias.map(operand -> Elements.of(operand).getDouble(channel)).orElse(0.0);
      long place = i;
      double other = residual.map(operand -> Elements.of(operand).getDouble(place)).orElse(0.0);
      sums.set(i, activation.onDoubles().applyAsDouble(sums.getDouble(i) + summand + other));
    }
  }

  private static void add(float[] line, float summand, int count) {
    for (int i = 0; i < count; i++) {
      line[i] += summand;
    }
  }

  private void finishLine(float[] line, long index, int count, Scratch scratch) {
    if (residual.isPresent()) {
      float[] other = scratch.floats(RESIDUAL_ARRAY, Scratch.CHUNK);
      Memory.load(residual.get().segment(), index, other, 0, count);
      for (int i = 0; i < count; i++) {
        line[i] += other[i];
      }
    }
    activation.onFloats().apply(line, count, scratch);
    Memory.store(line, 0, output.segment(), index, count);
  }
}
