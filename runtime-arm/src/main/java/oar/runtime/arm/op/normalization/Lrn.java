package oar.runtime.arm.op.normalization;

import oar.api.model.DataType;
import oar.runtime.arm.kernel.ChannelSquares;
import oar.runtime.arm.kernel.FloatLoop;
import oar.runtime.arm.kernel.Memory;
import oar.runtime.arm.kernel.Scratch;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.Axes;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/**
 * {@code lrn}: local response normalization of [N, C, H, W], or of [N, H, W, C] with {@code data_format} NHWC:
 * {@code x * mid^-beta} with {@code mid = k + alpha * sum of x^2} over the {@code n} channels around each. MidOut is mid. Out has X's LoD.
 */
public final class Lrn implements Operation {
  private static final float USUAL_BETA = 0.75f;

  private final Input x;
  private final Output out;
  private final Output midOut;
  private final int channels;
  private final float k;
  private final float alpha;
  private final FloatLoop power;
  private final boolean channelsLast;

  /** Read an operator. */
  public Lrn(OperatorReader reader) {
    x = reader.input("X");
    out = reader.output("Out");
    midOut = reader.output("MidOut");
    channels = reader.operator().intAttribute("n", 5);
    k = reader.operator().floatAttribute("k", 2);
    alpha = reader.operator().floatAttribute("alpha", 1e-4f);
    power = power(reader.operator().floatAttribute("beta", USUAL_BETA));
    channelsLast = reader.operator().textAttribute("data_format", "AnyLayout").endsWith("C");
    String region = reader.operator().textAttribute("norm_region", "AcrossChannels");
    if (!region.equals("AcrossChannels")) {
      throw reader.unsupported("norm_region " + region);
    }
    if (channels < 1 || channels % 2 == 0) {
      throw reader.refuse("n is " + channels + "; it must be odd and above 0");
    }
  }

  /** Return {@code mid^-beta}; roots are quicker where they do. */
  private static FloatLoop power(float beta) {
    return beta == USUAL_BETA
        ? Lrn::powerOfThreeQuarters
        : FloatLoop.each(mid -> (float) Math.pow(mid, -beta));
  }

  private static void powerOfThreeQuarters(float[] mid, int length, Scratch scratch) {
    for (int i = 0; i < length; i++) {
      float root = (float) Math.sqrt(mid[i]);
      mid[i] = 1 / (root * (float) Math.sqrt(root));
    }
  }

  @Override
  public Computation plan(Planning planning) {
    Operand input = planning.get(x);
    planning.require(input.type() == DataType.FLOAT32 && input.shape().rank() == 4,
        "input " + input + " must be float32 of rank 4");
    Axes.Split split = Axes.Split.at(input.shape(), channelsLast ? 3 : 1);
    Operand output = planning.put(out, input.type(), input.shape(), input.levelOfDetail());
    Operand mid = planning.put(midOut, input.type(), input.shape());
    ChannelSquares squares = new ChannelSquares(split.size(), split.inner(), channels / 2);
    return Computation.parallel(split.outer() * split.size(), 1, (from, to, scratch) -> {
      for (long plane = from; plane < to; plane++) {
        for (long at = 0; at < split.inner(); at += Scratch.CHUNK) {
          int length = (int) Math.min(Scratch.CHUNK, split.inner() - at);
          float[] sums = scratch.floats(0, Scratch.CHUNK);
          squares.sum(input.segment(), plane, at, length, sums, scratch);
          finish(new Target(input, output, mid), plane * split.inner() + at, length, scratch);
        }
      }
    });
  }

  private record Target(Operand input, Operand output, Operand mid) {}

  /** Make results of sums of squares, which array 0 holds. */
  private void finish(Target target, long index, int length, Scratch scratch) {
    float[] mid = scratch.floats(0, Scratch.CHUNK);
    float[] values = scratch.floats(1, Scratch.CHUNK);
    for (int i = 0; i < length; i++) {
      mid[i] = k + alpha * mid[i];
    }
    Memory.store(mid, 0, target.mid.segment(), index, length);
    power.apply(mid, length, scratch);
    Memory.load(target.input.segment(), index, values, 0, length);
    for (int i = 0; i < length; i++) {
      values[i] *= mid[i];
    }
    Memory.store(values, 0, target.output.segment(), index, length);
  }
}
