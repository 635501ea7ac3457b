package oar.runtime.arm.op.convolution;

import java.lang.foreign.MemorySegment;
import java.util.function.Supplier;
import oar.runtime.arm.kernel.Col2Im;
import oar.runtime.arm.kernel.Im2Col;
import oar.runtime.arm.kernel.Scratch;
import oar.runtime.arm.kernel.Window;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Workspace;

/**
 * Computes a transposed convolution: for each image and group, filter [O / groups * h * w, C / groups] times input
 * [C / groups, H * W], and the rows of the product added to where their filter elements lie.
 *
 * @param input [N, C, H, W]
 * @param filter gives the rows of the filter, group by group
 * @param filterSize its sizes
 * @param product multiplies the filter with the pixels of an image
 * @param places where the rows go
 * @param matrix memory for the product of one group
 * @param epilogue what follows the sums
 */
record TransposedComputation(Operand input, Supplier<MemorySegment> filter, FilterSize filterSize,
    FilterProduct product, Col2Im places, Operand matrix, Epilogue epilogue) implements Computation {
  private static final int PLANE_ARRAY = 2;
  private static final int LINE_ARRAY = 3;
  /** The pixels of an image are copied as they lie. */
  private static final float[] NO_ROW = {};

  @Override
  public void run(Workspace workspace) {
    MemorySegment rows = filter.get();
    long products = input.shape().dimension(0) * filterSize.groups();
    for (long number = 0; number < products; number++) {
      multiply(workspace, rows, number);
      addUp(workspace, number);
    }
  }

  private void multiply(Workspace workspace, MemorySegment rows, long number) {
    Window all = new Window(places.columns(), 1, 1, 1, 0, 0, places.columns());
    Im2Col columns = new Im2Col(Window.NONE, Window.NONE, all);
    long inputIndex = number * filterSize.depth() * places.columns();
    long filterIndex = number % filterSize.groups() * filterSize.elements();
    FilterProduct.Operands operands = new FilterProduct.Operands(rows, filterIndex, matrix.segment(), 0);
    workspace.parallel(product.strips(), 1, (from, end, scratch) -> product.run(operands,
        strip -> columns.pack(input.segment(), inputIndex, filterSize.depth(), strip, NO_ROW), from, end, scratch));
  }

  private void addUp(Workspace workspace, long number) {
    long channels = filterSize.rows() / places.height().size() / places.width().size();
    int window = places.height().size() * places.width().size();
    workspace.parallel(channels, 1, (from, to, scratch) -> {
      float[] plane = scratch.floats(PLANE_ARRAY, places.planeSize());
      float[] line = scratch.floats(LINE_ARRAY, places.width().output());
      for (long channel = from; channel < to; channel++) {
        places.add(matrix.segment(), channel * window * places.columns(), plane, line);
        long outputChannel = number % filterSize.groups() * channels + channel;
        float bias = epilogue.bias(outputChannel);
        for (int i = 0; i < places.planeSize(); i++) {
          plane[i] += bias;
        }
        storePlane(plane, number * channels + channel, scratch);
      }
    });
  }

  private void storePlane(float[] plane, long index, Scratch scratch) {
    epilogue.store(plane, index * places.planeSize(), places.planeSize(), scratch);
  }
}
