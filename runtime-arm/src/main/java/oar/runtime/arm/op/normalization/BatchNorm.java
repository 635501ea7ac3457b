package oar.runtime.arm.op.normalization;

import java.lang.foreign.MemorySegment;
import oar.api.model.DataType;
import oar.api.model.Shape;
import oar.runtime.arm.kernel.Activations;
import oar.runtime.arm.kernel.Elementwise;
import oar.runtime.arm.kernel.Memory;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.Axes;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/**
 * {@code batch_norm}, {@code sync_batch_norm} with given statistics:
 * {@code y = (x - mean[c]) / sqrt(variance[c] + epsilon) * scale[c] + bias[c]}, computed as {@code a[c] * x + b[c]}.
 */
public final class BatchNorm implements Operation {
  private final Input x;
  private final Input scale;
  private final Input bias;
  private final Input mean;
  private final Input variance;
  private final Output y;
  private final float epsilon;

  /** Read an operator. */
  public BatchNorm(OperatorReader reader) {
    x = reader.input("X");
    scale = reader.input("Scale");
    bias = reader.input("Bias");
    mean = reader.input("Mean");
    variance = reader.input("Variance");
    y = reader.output("Y");
    epsilon = reader.operator().floatAttribute("epsilon", 1e-5f);
    if (!reader.operator().booleanAttribute("is_test", false)
        && !reader.operator().booleanAttribute("use_global_stats", false)) {
      throw reader.unsupported("is_test false, which is training,");
    }
    if (!reader.operator().textAttribute("data_layout", "NCHW").matches("NCHW|AnyLayout")) {
      throw reader.unsupported("data_layout " + reader.operator().textAttribute("data_layout", ""));
    }
  }

  @Override
  public Computation plan(Planning planning) {
    Operand input = planning.get(x);
    planning.require(input.type() == DataType.FLOAT32, "input " + input + " must be of float32");
    planning.require(input.shape().rank() >= 2, "input " + input + " must have rank 2 or more");
    Axes.Split split = Axes.Split.at(input.shape(), 1);
    for (Input statistic : new Input[]{scale, bias, mean, variance}) {
      Operand operand = planning.get(statistic);
      planning.require(operand.type() == DataType.FLOAT32 && operand.shape().equals(Shape.of(split.size())),
          "input " + operand + " must be float32 " + Shape.of(split.size()) + ", one element for each channel");
    }
    Coefficients coefficients = new Coefficients(planning.get(scale), planning.get(bias), planning.get(mean),
        planning.get(variance));
    Operand output = planning.putInPlace(y, input);
    return workspace -> workspace.parallel(split.outer() * split.size(), 1, (from, to, scratch) -> {
      MemorySegment in = input.segment();
      MemorySegment out = output.segment();
      for (long plane = from; plane < to; plane++) {
        long channel = plane % split.size();
        float a = coefficients.factor(channel, epsilon);
        float b = coefficients.summand(channel, a);
        Elementwise.map(in, out, plane * split.inner(), (plane + 1) * split.inner(), Activations.affine(a, b), scratch);
      }
    });
  }

  private record Coefficients(Operand scale, Operand bias, Operand mean, Operand variance) {
    float factor(long channel, float epsilon) {
      float deviation = (float) Math.sqrt(Memory.get(variance.segment(), channel) + epsilon);
      return Memory.get(scale.segment(), channel) / deviation;
    }

    float summand(long channel, float factor) {
      return Memory.get(bias.segment(), channel) - factor * Memory.get(mean.segment(), channel);
    }
  }
}
