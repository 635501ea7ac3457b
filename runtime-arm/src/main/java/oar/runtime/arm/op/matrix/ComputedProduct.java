package oar.runtime.arm.op.matrix;

import java.lang.foreign.MemorySegment;
import java.util.Optional;
import java.util.stream.Stream;
import oar.api.model.DataType;
import oar.api.model.Shape;
import oar.runtime.arm.kernel.Matrix;
import oar.runtime.arm.kernel.Scratch;
import oar.runtime.arm.kernel.product.PackedColumns;
import oar.runtime.arm.kernel.product.PanelProduct;
import oar.runtime.arm.kernel.product.RowCall;
import oar.runtime.arm.kernel.product.RowDepth;
import oar.runtime.arm.kernel.product.RowLines;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.OperandMemory;
import oar.runtime.arm.plan.Planning;
import oar.runtime.arm.plan.Workspace;

/** Computes products with matrices that are known at each run alone: their columns are packed first. */
final class ComputedProduct implements Computation {
  /** Shares of less work than this many multiplications are not worth another thread. */
  private static final long SMALLEST_SHARE = 1 << 16;
  /** Shares of fewer elements to pack are not worth another thread. */
  private static final long SMALLEST_PACKED = 1 << 13;

  private final Batch left;
  private final Batch right;
  private final Finish finish;
  private final FinishedRows rest;
  private final PackedColumns form;
  private final PanelProduct product;
  private final PaddedBias bias;
  private final Operand packed;
  private final Part[] parts;
  private final OperandMemory memory;
  private final long rightCount;
  private final Workspace.RangeTask packTask = this::pack;
  private final Workspace.RangeTask multiplyTask = this::multiply;

  /** The memory of one product. */
  private record Part(PackedColumns columns, Matrix matrix, PanelProduct.Operands operands) {}

  /**
   * Plan products.
   *
   * @param left matrices whose rows lie one behind the other
   * @param right matrices of any form
   * @param finish what follows the sums
   */
  ComputedProduct(Planning planning, Batch left, Batch right, Finish finish) {
    this.left = left;
    this.right = right;
    this.finish = finish;
    int depth = Math.toIntExact(left.columns());
    int columns = Math.toIntExact(right.columns());
    Finish.Fused fused = finish.fused();
    form = PackedColumns.planned(planning.machine(), depth, columns);
    product = new PanelProduct(form, RowLines.of(Math.toIntExact(left.rows()), left.rowStride() * Float.BYTES),
        RowDepth.of(depth), new PanelProduct.Finish((long) columns * Float.BYTES, fused.residual().isPresent(),
            fused.rectifier(), false));
    bias = PaddedBias.of(planning, fused.bias(), PackedColumns.padded(planning.machine(), columns));
    rest = new FinishedRows(finish.rest(), left.rows(), columns);
    rightCount = right.isOne() ? 1 : left.count();
    packed = planning.scratch(DataType.FLOAT32, Shape.of(rightCount, form.size() / Float.BYTES));
    parts = new Part[Math.toIntExact(left.count())];
    memory = new OperandMemory(Stream.of(left.operand(), right.operand(), finish.residual(), Optional.of(packed),
        Optional.of(finish.output())).flatMap(Optional::stream).toList());
  }

  @Override
  public void run(Workspace workspace) {
    bind();
    workspace.parallel(rightCount * product.panels(),
        Math.max(1, SMALLEST_PACKED * product.panels() * Float.BYTES / form.size()), packTask);
    int pieces = pieces();
    long work = left.rows() * left.columns() * right.columns();
    workspace.parallel((long) parts.length * pieces, Math.max(1, SMALLEST_SHARE * pieces / work), multiplyTask);
    rest.run(workspace);
  }

  /** Return how many pieces each product is cut into, so that threads share few products as well as many. */
  private int pieces() {
    return Math.max(product.panels(), product.blocks());
  }

  private void bind() {
    MemorySegment biases = bias.fill();
    if (!memory.hasMoved()) {
      return;
    }
    MemorySegment lefts = left.operand().orElseThrow().segment();
    MemorySegment output = finish.output().segment();
    MemorySegment residual = finish.residual().map(Operand::segment).orElse(output);
    long size = left.rows() * right.columns() * Float.BYTES;
    for (int i = 0; i < parts.length; i++) {
      long place = right.isOne() ? 0 : i * form.size();
      parts[i] = new Part(form.in(packed.segment().asSlice(place, form.size())), right.matrix(i),
          new PanelProduct.Operands(lefts, left.begin(i) * Float.BYTES, output, i * size, residual, biases, output, 0));
    }
  }

  private void pack(long from, long to, Scratch scratch) {
    int panels = product.panels();
    for (long at = from; at < to; at++) {
      int number = (int) (at / panels);
      parts[number].columns.pack((int) (at % panels), parts[number].matrix, scratch);
    }
  }

  private void multiply(long from, long to, Scratch scratch) {
    RowCall call = scratch.object(RowCall.class, RowCall::new);
    int pieces = pieces();
    for (long at = from; at < to;) {
      Part part = parts[(int) (at / pieces)];
      int first = (int) (at % pieces);
      int last = (int) Math.min(pieces, first + to - at);
      if (product.panels() >= product.blocks()) {
        product.runPanels(part.columns, part.operands, first, last, call);
      } else {
        product.runBlocks(part.columns, part.operands, first, last, call);
      }
      at += last - first;
    }
  }
}
