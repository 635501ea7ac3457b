package oar.runtime.arm.op.attention;

import java.lang.foreign.MemorySegment;
import java.util.Optional;
import java.util.stream.Stream;
import oar.api.model.DataType;
import oar.api.model.Shape;
import oar.api.model.Tensor;
import oar.runtime.arm.kernel.Matrix;
import oar.runtime.arm.kernel.Scratch;
import oar.runtime.arm.kernel.line.LineCall;
import oar.runtime.arm.kernel.line.LineForm;
import oar.runtime.arm.kernel.line.LineSoftmax;
import oar.runtime.arm.kernel.product.PackedColumns;
import oar.runtime.arm.kernel.product.PanelProduct;
import oar.runtime.arm.kernel.product.Rectifier;
import oar.runtime.arm.kernel.product.RowCall;
import oar.runtime.arm.kernel.product.RowDepth;
import oar.runtime.arm.kernel.product.RowLines;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.OperandMemory;
import oar.runtime.arm.plan.Planning;
import oar.runtime.arm.plan.Workspace;

/**
 * Computes attention head by head: keys and values are packed, and the scores of a few queries at a time are made, brought to
 * probabilities and multiplied with the values while they are in the cache.
 */
final class AttentionComputation implements Computation {
  /** The scores of as many queries as this many bytes hold are computed at once. */
  private static final long SCORE_BYTES = 1 << 18;
  /** Fewer queries than this are not worth packing keys and values once more. */
  private static final int FEWEST_QUERIES = 32;
  private static final int VECTOR_ELEMENTS = 16;

  private final AttentionForm form;
  private final Sources sources;
  private final HeadRows output;
  private final long headCount;
  private final int queriesAtOnce;
  private final PackedColumns keyColumns;
  private final PackedColumns valueColumns;
  private final Steps whole;
  private final Steps last;
  private final LineSoftmax softmax;
  private final MemorySegment noBias;
  private final Workspace.RangeTask task = this::compute;
  private final OperandMemory memory;
  private int threads;
  private Unit[] units;

  /** What attention is computed of. */
  record Sources(HeadRows queries, HeadRows keys, HeadRows values, Optional<HeadMask> mask) {}

  /** The products for so many queries. */
  private record Steps(int queries, PanelProduct scores, PanelProduct results) {}

  /**
   * Plan an attention.
   *
   * @param output takes the results
   */
  AttentionComputation(Planning planning, AttentionForm form, Sources sources, HeadRows output) {
    this.form = form;
    this.sources = sources;
    this.output = output;
    headCount = output.operand().shape().dimension(0) * form.heads();
    queriesAtOnce = Math.clamp(SCORE_BYTES / scoreStride(), 1, form.queries());
    keyColumns = PackedColumns.planned(planning.machine(), form.depth(), form.keys());
    valueColumns = PackedColumns.planned(planning.machine(), form.keys(), form.width());
    whole = steps(queriesAtOnce);
    last = form.queries() % queriesAtOnce == 0 ? whole : steps(form.queries() % queriesAtOnce);
    long maskStride = sources.mask.map(mask -> mask.rowStride() * Float.BYTES).orElse(0L);
    softmax = LineSoftmax.of(new LineForm(form.keys(), scoreStride(), sources.mask.isPresent(), maskStride),
        planning.machine());
    int widest = Math.max(form.keys(), form.width());
    memory = new OperandMemory(Stream.concat(
        Stream.of(sources.queries.operand(), sources.keys.operand(), sources.values.operand(), output.operand()),
        sources.mask.map(HeadMask::operand).stream()).toList());
    noBias = Tensor.allocate(DataType.FLOAT32, Shape.of(PackedColumns.padded(planning.machine(), widest)));
  }

  /** Return the bytes from a query's scores to the next query's: never such that all begin in the same set of a cache. */
  private long scoreStride() {
    return (Math.ceilDiv(form.keys(), VECTOR_ELEMENTS) | 1L) * VECTOR_ELEMENTS * Float.BYTES;
  }

  private Steps steps(int queries) {
    PanelProduct scores = new PanelProduct(keyColumns,
        RowLines.of(queries, sources.queries.stride() * Float.BYTES), RowDepth.of(form.depth()), finish(scoreStride()));
    PanelProduct results = new PanelProduct(valueColumns, RowLines.of(queries, scoreStride()),
        RowDepth.of(form.keys()), finish(output.stride() * Float.BYTES));
    return new Steps(queries, scores, results);
  }

  private static PanelProduct.Finish finish(long resultStride) {
    return new PanelProduct.Finish(resultStride, false, Rectifier.NONE, false);
  }

  @Override
  public void run(Workspace workspace) {
    if (memory.hasMoved() || threads != workspace.threads()) {
      threads = workspace.threads();
      bind();
    }
    workspace.parallel(units.length, 1, task);
  }

  /** Cut the work into units, and let those of a thread's share have memory together. */
  private void bind() {
    int parts = headCount < threads && form.queries() >= FEWEST_QUERIES ? Math.min(blockCount(), threads) : 1;
    units = new Unit[Math.toIntExact(headCount * parts)];
    int share = Math.ceilDiv(units.length, Math.min(threads, units.length));
    Room room = newRoom();
    for (int i = 0; i < units.length; i++) {
      if (i > 0 && i % share == 0) {
        room = newRoom();
      }
      units[i] = unit(i / parts, i % parts, parts, room);
    }
  }

  private int blockCount() {
    return Math.ceilDiv(form.queries(), queriesAtOnce);
  }

  private Room newRoom() {
    MemorySegment scores = allocate(queriesAtOnce * scoreStride());
    return new Room(keyColumns.in(allocate(keyColumns.size())), valueColumns.in(allocate(valueColumns.size())), scores);
  }

  private static MemorySegment allocate(long bytes) {
    return Tensor.allocate(DataType.UINT8, Shape.of(bytes));
  }

  /** The memory in which a thread computes one head after the other. */
  private record Room(PackedColumns keys, PackedColumns values, MemorySegment scores) {}

  /** Some queries of a head: so many that all their scores are in memory at once. */
  private record Block(Steps steps, PanelProduct.Operands scores, PanelProduct.Operands results, long mask) {}

  /** Queries of a head that a thread computes. */
  private record Unit(Matrix keys, Matrix values, Room room, Block[] blocks) {}

  private Unit unit(long head, int part, int parts, Room room) {
    long batch = head / form.heads();
    long number = head % form.heads();
    int from = part * blockCount() / parts;
    Block[] blocks = new Block[(part + 1) * blockCount() / parts - from];
    for (int i = 0; i < blocks.length; i++) {
      blocks[i] = block(batch, number, (from + i) * queriesAtOnce, room);
    }
    return new Unit(matrix(sources.keys, batch, number, form.depth()).transposed(),
        matrix(sources.values, batch, number, form.width()), room, blocks);
  }

  private Matrix matrix(HeadRows rows, long batch, long head, int columns) {
    return new Matrix(form.keys(), columns, rows.operand().segment(), rows.begin(batch, head), rows.stride(), 1);
  }

  private Block block(long batch, long head, int query, Room room) {
    long begin = sources.queries.begin(batch, head) + query * sources.queries.stride();
    long place = output.begin(batch, head) + query * output.stride();
    MemorySegment results = output.operand().segment();
    return new Block(form.queries() - query < queriesAtOnce ? last : whole,
        new PanelProduct.Operands(sources.queries.operand().segment(), begin * Float.BYTES, room.scores, 0, room.scores,
            noBias, room.scores, 0),
        new PanelProduct.Operands(room.scores, 0, results, place * Float.BYTES, results, noBias, results, 0),
        sources.mask.map(mask -> mask.begin(batch, head, query) * Float.BYTES).orElse(0L));
  }

  private void compute(long from, long to, Scratch scratch) {
    for (long i = from; i < to; i++) {
      Unit unit = units[(int) i];
      pack(unit.room.keys, unit.keys, scratch);
      pack(unit.room.values, unit.values, scratch);
      for (Block block : unit.blocks) {
        compute(unit.room, block, scratch);
      }
    }
  }

  private static void pack(PackedColumns columns, Matrix matrix, Scratch scratch) {
    for (int panel = 0; panel < columns.panelCount(); panel++) {
      columns.pack(panel, matrix, scratch);
    }
  }

  private void compute(Room room, Block block, Scratch scratch) {
    RowCall call = scratch.object(RowCall.class, RowCall::new);
    block.steps.scores.runPanels(room.keys, block.scores, 0, block.steps.scores.panels(), call);
    toProbabilities(room.scores, block, scratch);
    block.steps.results.runPanels(room.values, block.results, 0, block.steps.results.panels(), call);
  }

  private void toProbabilities(MemorySegment scores, Block block, Scratch scratch) {
    LineCall call = scratch.object(LineCall.class, LineCall::new);
    LineSoftmax.setScale(call, form.scale());
    call.set(LineCall.Field.FROM, scores, 0);
    call.set(LineCall.Field.TO, scores, 0);
    call.set(LineCall.Field.LINES, block.steps.queries);
    if (sources.mask.isPresent()) {
      call.set(LineCall.Field.ADDEND, sources.mask.get().operand().segment(), block.mask);
    }
    softmax.run(call, scratch);
  }
}
