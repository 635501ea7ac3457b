package oar.runtime.arm.op.quantized;

import java.lang.foreign.ValueLayout;
import java.util.Optional;
import oar.api.model.DataType;
import oar.runtime.arm.kernel.Memory;
import oar.runtime.arm.kernel.Scratch;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.elementwise.FusedActivation;
import oar.runtime.arm.op.elementwise.UnaryFunction;
import oar.runtime.arm.plan.Operand;

/**
 * What becomes of exact sums of integer products, in single precision as Paddle-Lite computes it: {@code y = sum * factor + bias}
 * in one rounding, then the activation; for an int8 output, all in its units, rounded to it.
 *
 * @param scales of input, weights and output
 * @param activation applied last
 */
record Requantization(StaticScales scales, UnaryFunction activation) {
  /** Where results go, and the bias that is added, one element for each output channel. */
  record Target(Optional<Operand> bias, Operand output) {}

  static Requantization of(OperatorReader reader, StaticScales scales) {
    return new Requantization(scales, FusedActivation.of(reader, scales.unit()));
  }

  DataType resultType() {
    return scales.givesIntegers() ? DataType.INT8 : DataType.FLOAT32;
  }

  /**
   * Store the results of sums of one channel.
   *
   * @param index where the first one goes in the output
   */
  void store(int[] sums, int length, int channel, long index, Target target, Scratch scratch) {
    float[] line = scratch.floats(0, Scratch.CHUNK);
    float factor = scales.factor(channel);
    float summand = target.bias.isEmpty() ? 0 : scales.inOutputUnits(Memory.get(target.bias.get().segment(), channel));
    for (int at = 0; at < length; at += Scratch.CHUNK) {
      int count = Math.min(Scratch.CHUNK, length - at);
      for (int i = 0; i < count; i++) {
        line[i] = Math.fma((float) sums[at + i], factor, summand);
      }
      activation.onFloats().apply(line, count, scratch);
      store(line, count, index + at, target.output);
    }
  }

  private void store(float[] line, int count, long index, Operand output) {
    if (!scales.givesIntegers()) {
      Memory.store(line, 0, output.segment(), index, count);
      return;
    }
    for (int i = 0; i < count; i++) {
      output.segment().set(ValueLayout.JAVA_BYTE, index + i, Rounding.toInt8(line[i]));
    }
  }
}
