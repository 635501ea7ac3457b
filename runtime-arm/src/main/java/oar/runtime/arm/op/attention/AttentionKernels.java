package oar.runtime.arm.op.attention;

import java.lang.foreign.MemorySegment;
import oar.api.model.DataType;
import oar.api.model.Shape;
import oar.api.model.Tensor;
import oar.runtime.arm.kernel.line.LineForm;
import oar.runtime.arm.kernel.line.LineSoftmax;
import oar.runtime.arm.kernel.product.PackedColumns;
import oar.runtime.arm.kernel.product.PanelProduct;
import oar.runtime.arm.kernel.product.Rectifier;
import oar.runtime.arm.kernel.product.RowDepth;
import oar.runtime.arm.kernel.product.RowLines;
import oar.runtime.arm.machine.Machine;

/** What every head of an attention is computed with. Immutable. */
final class AttentionKernels {
  /** The scores of as many queries as this many bytes hold are computed at once. */
  private static final long SCORE_BYTES = 1 << 18;
  private static final int VECTOR_ELEMENTS = 16;

  private final AttentionForm form;
  private final AttentionSources sources;
  private final int queriesAtOnce;
  private final PackedColumns keys;
  private final PackedColumns values;
  private final Steps whole;
  private final Steps last;
  private final LineSoftmax softmax;
  private final MemorySegment noBias;

  /** The products for so many queries. */
  record Steps(int queries, PanelProduct scores, PanelProduct results) {}

  AttentionKernels(Machine machine, AttentionForm form, AttentionSources sources) {
    this.form = form;
    this.sources = sources;
    queriesAtOnce = Math.clamp(SCORE_BYTES / scoreStride(), 1, form.queries());
    keys = PackedColumns.planned(machine, form.depth(), form.keys());
    values = PackedColumns.planned(machine, form.keys(), form.width());
    whole = plan(queriesAtOnce);
    last = form.queries() % queriesAtOnce == 0 ? whole : plan(form.queries() % queriesAtOnce);
    long maskStride = sources.mask().map(mask -> mask.rowStride() * Float.BYTES).orElse(0L);
    softmax = LineSoftmax.of(new LineForm(form.keys(), scoreStride(), sources.mask().isPresent(), maskStride), machine);
    int widest = Math.max(form.keys(), form.width());
    noBias = Tensor.allocate(DataType.FLOAT32, Shape.of(PackedColumns.padded(machine, widest)));
  }

  private Steps plan(int queries) {
    PanelProduct scores = new PanelProduct(keys, RowLines.of(queries, sources.queries().stride() * Float.BYTES),
        RowDepth.of(form.depth()), finish(scoreStride()));
    PanelProduct results = new PanelProduct(values, RowLines.of(queries, scoreStride()), RowDepth.of(form.keys()),
        finish(sources.output().stride() * Float.BYTES));
    return new Steps(queries, scores, results);
  }

  private static PanelProduct.Finish finish(long resultStride) {
    return new PanelProduct.Finish(resultStride, false, Rectifier.NONE, false);
  }

  /** Return the bytes from a query's scores to the next query's: never such that all begin in the same set of a cache. */
  private long scoreStride() {
    return (Math.ceilDiv(form.keys(), VECTOR_ELEMENTS) | 1L) * VECTOR_ELEMENTS * Float.BYTES;
  }

  /** Return the sizes. */
  AttentionForm form() {
    return form;
  }

  /** Return what attention is computed of. */
  AttentionSources sources() {
    return sources;
  }

  /** Return the bytes of the scores that are in memory at once. */
  long scoreBytes() {
    return queriesAtOnce * scoreStride();
  }

  /** Return how many queries have their scores in memory at once. */
  int queriesAtOnce() {
    return queriesAtOnce;
  }

  /** Return how many times so many queries there are, the last time perhaps fewer. */
  int blocks() {
    return Math.ceilDiv(form.queries(), queriesAtOnce);
  }

  /** Return the products for a block of queries. */
  Steps steps(int block) {
    return block == blocks() - 1 ? last : whole;
  }

  /** Return the form of packed keys. */
  PackedColumns keys() {
    return keys;
  }

  /** Return the form of packed values. */
  PackedColumns values() {
    return values;
  }

  /** Return what makes probabilities of scores. */
  LineSoftmax softmax() {
    return softmax;
  }

  /** Return zeros in the place of a bias. */
  MemorySegment noBias() {
    return noBias;
  }
}
