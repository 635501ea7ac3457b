package oar.runtime.arm.op.convolution;

import java.util.Arrays;
import java.util.function.Supplier;
import oar.runtime.arm.kernel.Depthwise;
import oar.runtime.arm.kernel.Scratch;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Workspace;

/**
 * Computes a convolution in which each output channel reads one input channel.
 *
 * @param input [N, C, H, W]
 * @param filter gives the elements of the filter [C * m, 1, h, w]
 * @param depthwise how a plane is computed
 * @param epilogue what follows the sums; its output is [N, C * m, oh, ow]
 */
record DepthwiseConvolution(Operand input, Supplier<float[]> filter, Depthwise depthwise, Epilogue epilogue)
    implements
      Computation {
  private static final int PLANE_ARRAY = 2;
  private static final int LINE_ARRAY = 3;

  @Override
  public void run(Workspace workspace) {
    float[] elements = filter.get();
    long planes = input.shape().elementCount(0, 2);
    workspace.parallel(planes, 1, (from, to, scratch) -> {
      for (long plane = from; plane < to; plane++) {
        computePlane(elements, plane, scratch);
      }
    });
  }

  private void computePlane(float[] elements, long plane, Scratch scratch) {
    int width = depthwise.width().output();
    int height = depthwise.height().output();
    long inputSize = (long) depthwise.height().input() * depthwise.width().input();
    float[] padded = scratch.floats(PLANE_ARRAY, depthwise.planeSize());
    float[] line = scratch.floats(LINE_ARRAY, Math.max(width, depthwise.width().input()));
    depthwise.load(input.segment(), plane * inputSize, padded, line);
    long channels = input.shape().dimension(1);
    long multiplier = epilogue.output().shape().dimension(1) / channels;
    int filterSize = depthwise.height().size() * depthwise.width().size();
    for (long m = 0; m < multiplier; m++) {
      long channel = plane % channels * multiplier + m;
      long outputPlane = plane * multiplier + m;
      for (int y = 0; y < height; y++) {
        Arrays.fill(line, 0, width, epilogue.bias(channel));
        depthwise.computeLine(padded, elements, (int) channel * filterSize, y, line);
        epilogue.store(line, (outputPlane * height + y) * width, width, scratch);
      }
    }
  }
}
