package oar.runtime.arm.op.convolution;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.stream.Stream;
import oar.api.model.DataType;
import oar.api.model.Shape;
import oar.runtime.arm.kernel.ActivationQuantization;
import oar.runtime.arm.kernel.Extremes;
import oar.runtime.arm.kernel.Im2Col;
import oar.runtime.arm.kernel.IntegerProduct;
import oar.runtime.arm.kernel.IntegerWeights;
import oar.runtime.arm.kernel.Scratch;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Planning;
import oar.runtime.arm.plan.Workspace;

/**
 * Computes a convolution with an INT8 filter in integers: each image is quantized to unsigned 8 bits as a whole, and its columns
 * are multiplied with the filter, group by group.
 */
final class IntegerGemmConvolution implements Computation {
  private static final int MULTIPLE = 4;
  /** Sums are finished while they are in the second-level cache: this many elements at a time. */
  private static final long ELEMENTS_AT_ONCE = 1 << 16;

  private final Operand input;
  private final List<IntegerWeights> filters;
  private final Im2Col columns;
  private final Epilogue epilogue;
  private final Operand integers;
  private final Extremes[] extremes;
  private final ActivationQuantization[] quantizations;

  /**
   * Plan a convolution.
   *
   * @param input [N, C, spatial], FLOAT32
   * @param filters the filter of each group, channels the rows
   * @param columns of the channels of a group
   * @param epilogue what follows the sums
   */
  IntegerGemmConvolution(Planning planning, Operand input, List<IntegerWeights> filters, Im2Col columns,
      Epilogue epilogue) {
    this.input = input;
    this.filters = filters;
    this.columns = columns;
    this.epilogue = epilogue;
    // Whole rows are read behind the last ones, and columns behind the last ones, whose results are dropped.
    long slack = MULTIPLE * columns.planeSize() + IntegerProduct.columns();
    integers = planning.scratch(DataType.UINT8, Shape.of(input.elementCount() + slack));
    extremes = Stream.generate(Extremes::new).limit(planes()).toArray(Extremes[]::new);
    quantizations = new ActivationQuantization[Math.toIntExact(input.shape().dimension(0))];
  }

  private long planes() {
    return input.shape().elementCount(0, 2);
  }

  @Override
  public void run(Workspace workspace) {
    long plane = columns.planeSize();
    int channels = Math.toIntExact(input.shape().dimension(1));
    workspace.parallel(planes(), 1, (from, to, scratch) -> {
      for (int i = (int) from; i < to; i++) {
        extremes[i].clear();
        extremes[i].include(input.segment(), i * plane, plane, scratch);
      }
    });
    for (int image = 0; image < quantizations.length; image++) {
      Extremes all = new Extremes();
      for (int channel = 0; channel < channels; channel++) {
        all.include(extremes[image * channels + channel]);
      }
      quantizations[image] = ActivationQuantization.spanning(all.least(), all.greatest());
    }
    workspace.parallel(planes(), 1, (from, to, scratch) -> {
      for (long i = from; i < to; i++) {
        quantizations[(int) (i / channels)].quantize(input.segment(), i * plane, integers.segment(), i * plane, plane,
            scratch);
      }
    });
    multiply(workspace);
  }

  private void multiply(Workspace workspace) {
    long panels = Math.ceilDiv(columns.columns(), (long) IntegerProduct.columns());
    long atOnce = Math.max(1, ELEMENTS_AT_ONCE / filters.getFirst().channels() / IntegerProduct.columns());
    workspace.parallel(quantizations.length * filters.size() * panels, 1, (from, to, scratch) -> {
      for (long at = from; at < to;) {
        long first = at % panels;
        long last = Math.min(Math.min(panels, first + to - at), first + atOnce);
        multiply(at / panels, first, last, scratch);
        at += last - first;
      }
    });
  }

  private void multiply(long product, long fromPanel, long toPanel, Scratch scratch) {
    int group = (int) (product % filters.size());
    IntegerWeights filter = filters.get(group);
    ActivationQuantization quantization = quantizations[(int) (product / filters.size())];
    IntegerProduct multiplication = IntegerProduct.withLeft(filter, scratch);
    for (int lane = 0; lane < IntegerProduct.columns(); lane++) {
      multiplication.quantization(lane, quantization);
    }
    long inputIndex = product * filter.depth() / columns.rowsPerChannel() * columns.planeSize();
    long outputIndex = product * filter.channels() * columns.columns();
    for (long panel = fromPanel; panel < toPanel; panel++) {
      long column = panel * IntegerProduct.columns();
      int count = (int) Math.min(IntegerProduct.columns(), columns.columns() - column);
      take(multiplication, inputIndex, column, count, (byte) quantization.zeroPoint(), scratch);
      multiplication.multiply(epilogue.output().segment(), outputIndex + column, columns.columns(), count);
    }
    long from = fromPanel * IntegerProduct.columns();
    long length = Math.min(toPanel * IntegerProduct.columns(), columns.columns()) - from;
    for (int channel = 0; channel < filter.channels(); channel++) {
      epilogue.finish((long) group * filter.channels() + channel, outputIndex + channel * columns.columns() + from,
          length, scratch);
    }
  }

  private void take(IntegerProduct multiplication, long index, long column, int count, byte padding, Scratch scratch) {
    if (columns.isIdentity()) {
      multiplication.columns(integers.segment(), index + column, columns.planeSize());
      return;
    }
    int depth = multiplication.depth();
    MemorySegment rows = scratch.byteMemory((long) Math.ceilDiv(depth, MULTIPLE) * MULTIPLE * IntegerProduct.columns());
    columns.bytes(integers.segment(), index, depth, column, count, padding, rows, IntegerProduct.columns());
    multiplication.columns(rows, 0, IntegerProduct.columns());
  }
}
