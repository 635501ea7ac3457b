package oar.runtime.arm.op.convolution;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import oar.api.model.DataType;
import oar.api.model.Shape;
import oar.runtime.arm.kernel.Extremes;
import oar.runtime.arm.kernel.Scratch;
import oar.runtime.arm.kernel.Window;
import oar.runtime.arm.kernel.product.PackedColumns;
import oar.runtime.arm.kernel.product.PanelProduct;
import oar.runtime.arm.kernel.product.Rectifier;
import oar.runtime.arm.kernel.product.RowCall;
import oar.runtime.arm.kernel.product.RowDepth;
import oar.runtime.arm.kernel.product.RowLines;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Layout;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Planning;
import oar.runtime.arm.plan.Workspace;

/**
 * Computes a convolution of images as products: the pixels under the filter are a row, which lies in the image in as many pieces
 * as the filter has lines.
 */
final class RowConvolution implements Computation {
  /** Shares of less work than this many multiplications are not worth another thread. */
  private static final long SMALLEST_SHARE = 1 << 16;
  /** With fewer blocks for each thread, threads share columns rather than rows. */
  private static final int BLOCKS_PER_THREAD = 6;

  private final RowImages images;
  private final Epilogue epilogue;
  private final Operand residual;
  private final Computation rest;
  private final Extremes[] extremes;
  private final List<PanelProduct> products = new ArrayList<>();
  private final List<Operand> biases = new ArrayList<>();
  private final PanelProduct.Operands[] operands;
  private final int runs;
  private final int blocks;
  private final int panels;
  private final long groupBytes;
  private final long outputGroupBytes;
  private final long outputImageBytes;
  private final long work;
  private final Workspace.RangeTask columnTask = this::multiplyColumns;
  private final Workspace.RangeTask blockTask = this::multiplyBlocks;

  /**
   * Plan a convolution.
   *
   * @param input [N, C, H, W], channels last, or plain if the filter takes it so
   * @param filter its constant filter
   * @param height window along the height
   * @param width window along the width
   * @param epilogue what follows the sums; output and residual have their channels last
   */
  RowConvolution(Planning planning, Operand input, RowFilter filter, Window height, Window width, Epilogue epilogue) {
    Layout layout = filter.layout(input, width);
    this.epilogue = epilogue;
    residual = epilogue.residual().orElse(epilogue.output());
    rest = epilogue.rest();
    boolean isInteger = filter.isInteger();
    images = isInteger
        ? new QuantizedImages(planning, input, height, width)
        : new PaddedImages(planning, input, layout, height, width);
    boolean tracksExtremes = planning.computesWithIntegers() && epilogue.activation().rectifier().isPresent();
    extremes = tracksExtremes ? epilogue.output().trackExtremes() : new Extremes[0];
    Shape output = epilogue.output().shape();
    int columns = Math.toIntExact(output.dimension(1) / filter.groupCount());
    groupBytes = images.pixelBytes() / filter.groupCount();
    outputGroupBytes = (long) columns * Float.BYTES;
    boolean isOneRun = height.isIdentity() && width.isIdentity() && !isInteger && !tracksExtremes
        && layout == Layout.CHANNELS_LAST;
    int imageCount = isOneRun ? 1 : Math.toIntExact(output.dimension(0));
    outputImageBytes = epilogue.output().byteSize() / imageCount;
    RowLines rows = isOneRun
        ? RowLines.of(Math.toIntExact(output.elementCount() / output.dimension(1)), images.pixelBytes())
        : new RowLines(height.output(), width.output(), width.stride() * images.pixelBytes(),
            height.stride() * images.lineBytes());
    PanelProduct.Finish finish = new PanelProduct.Finish(output.dimension(1) * Float.BYTES,
        epilogue.residual().isPresent(), epilogue.activation().rectifier().orElse(Rectifier.NONE), tracksExtremes);
    List<PackedColumns> groups = filter.groups(layout);
    int steps = groups.getFirst().steps() / (height.size() * width.size());
    RowDepth depth = images.depth(steps, groups.size() == 1);
    for (PackedColumns group : groups) {
      products.add(new PanelProduct(group, rows, depth, finish));
      biases.add(planning.scratch(DataType.FLOAT32,
          Shape.of(PackedColumns.padded(planning.machine(), group.columns()))));
    }
    runs = imageCount * products.size();
    blocks = products.getFirst().blocks();
    panels = products.getFirst().panels();
    operands = new PanelProduct.Operands[runs];
    work = Math.max(1, (long) depth.total() * columns * output.elementCount() / output.dimension(1));
  }

  @Override
  public void run(Workspace workspace) {
    images.fill(workspace);
    for (int group = 0; group < products.size(); group++) {
      epilogue.fillBias(biases.get(group).segment(), group, outputGroupBytes);
    }
    for (Extremes image : extremes) {
      image.clear();
    }
    boolean sharesColumns = (long) runs * blocks < (long) BLOCKS_PER_THREAD * workspace.threads()
        && panels >= 2 * workspace.threads();
    if (sharesColumns) {
      workspace.parallel(panels, Math.max(1, SMALLEST_SHARE * panels / work), columnTask);
    } else {
      workspace.parallel((long) runs * blocks, Math.max(1, SMALLEST_SHARE * blocks / work), blockTask);
    }
    rest.run(workspace);
  }

  private void multiplyColumns(long from, long to, Scratch scratch) {
    for (int run = 0; run < runs; run++) {
      multiply(run, 0, blocks, (int) from, (int) to, scratch);
    }
  }

  private void multiplyBlocks(long from, long to, Scratch scratch) {
    for (long at = from; at < to;) {
      int first = (int) (at % blocks);
      int last = (int) Math.min(blocks, first + to - at);
      multiply((int) (at / blocks), first, last, 0, panels, scratch);
      at += last - first;
    }
  }

  private void multiply(int run, int fromBlock, int toBlock, int fromPanel, int toPanel, Scratch scratch) {
    RowCall call = scratch.object(RowCall.class, RowCall::new);
    call.extremes().clear();
    products.get(run % products.size()).run(operands(run), fromBlock, toBlock, fromPanel, toPanel, call);
    if (extremes.length > 0) {
      call.extremes().addTo(extremes[run / products.size()]);
    }
  }

  /** Return where a run's operands are: as at the last prediction, unless memory has moved. */
  private PanelProduct.Operands operands(int run) {
    PanelProduct.Operands known = operands[run];
    MemorySegment output = epilogue.output().segment();
    MemorySegment other = residual.segment();
    if (known == null || known.rows() != images.memory() || known.results() != output || known.residual() != other) {
      int image = run / products.size();
      int group = run % products.size();
      known = new PanelProduct.Operands(images.memory(), image * images.imageBytes() + group * groupBytes, output,
          image * outputImageBytes + group * outputGroupBytes, other, biases.get(group).segment(),
          images.rowScales(image), 0);
      operands[run] = known;
    }
    return known;
  }
}
