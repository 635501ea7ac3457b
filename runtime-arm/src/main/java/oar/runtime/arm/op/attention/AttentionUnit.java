package oar.runtime.arm.op.attention;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import oar.api.model.DataType;
import oar.api.model.Shape;
import oar.api.model.Tensor;
import oar.runtime.arm.kernel.Matrix;
import oar.runtime.arm.kernel.product.PackedColumns;
import oar.runtime.arm.kernel.product.PanelProduct;

/**
 * Some blocks of the queries of a head, and the memory that they are computed in.
 *
 * @param keys the columns of which are packed
 * @param values the columns of which are packed
 * @param room memory that is used for one unit after the other
 * @param blocks of queries
 */
record AttentionUnit(Matrix keys, Matrix values, Room room, List<Block> blocks) {
  /** Memory of a thread. */
  record Room(PackedColumns keys, PackedColumns values, MemorySegment scores) {
    static Room of(AttentionKernels kernels) {
      return new Room(kernels.keys().in(allocate(kernels.keys().size())),
          kernels.values().in(allocate(kernels.values().size())), allocate(kernels.scoreBytes()));
    }

    private static MemorySegment allocate(long bytes) {
      return Tensor.allocate(DataType.UINT8, Shape.of(bytes));
    }
  }

  /**
   * So many queries that all their scores are in memory at once.
   *
   * @param steps their products
   * @param scores memory of the products of queries and keys
   * @param results memory of the products of scores and values
   * @param maskOffset where what is added to the scores begins, in bytes
   */
  record Block(AttentionKernels.Steps steps, PanelProduct.Operands scores, PanelProduct.Operands results,
      long maskOffset) {}

  /**
   * Describe a unit.
   *
   * @param kernels what heads are computed with
   * @param room memory of the thread that computes it
   * @param range which queries
   */
  static AttentionUnit of(AttentionKernels kernels, Room room, Range range) {
    AttentionSources sources = kernels.sources();
    List<Block> blocks = new ArrayList<>();
    for (int block = range.from; block < range.to; block++) {
      blocks.add(block(kernels, room, range, block));
    }
    return new AttentionUnit(matrix(kernels.form().depth(), kernels, sources.keys(), range).transposed(),
        matrix(kernels.form().width(), kernels, sources.values(), range), room, List.copyOf(blocks));
  }

  /** The blocks of queries of a head from one to another, exclusively. */
  record Range(long batch, long head, int from, int to) {}

  private static Matrix matrix(int columns, AttentionKernels kernels, HeadRows rows, Range range) {
    return new Matrix(kernels.form().keys(), columns, rows.operand().segment(), rows.begin(range.batch, range.head),
        rows.stride(), 1);
  }

  private static Block block(AttentionKernels kernels, Room room, Range range, int block) {
    AttentionSources sources = kernels.sources();
    long query = (long) block * kernels.queriesAtOnce();
    MemorySegment none = kernels.noBias();
    PanelProduct.Operands scores = new PanelProduct.Operands(sources.queries().operand().segment(),
        offset(sources.queries(), range, query), room.scores, 0, room.scores, none, none, 0);
    MemorySegment output = sources.output().operand().segment();
    PanelProduct.Operands results = new PanelProduct.Operands(room.scores, 0, output,
        offset(sources.output(), range, query), output, none, none, 0);
    long mask = sources.mask().map(adding -> adding.begin(range.batch, range.head, query) * Float.BYTES).orElse(0L);
    return new Block(kernels.steps(block), scores, results, mask);
  }

  private static long offset(HeadRows rows, Range range, long query) {
    return (rows.begin(range.batch, range.head) + query * rows.stride()) * Float.BYTES;
  }
}
