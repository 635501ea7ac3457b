package oar.runtime.arm.op.attention;

import java.lang.foreign.MemorySegment;
import oar.runtime.arm.kernel.Matrix;
import oar.runtime.arm.kernel.Scratch;
import oar.runtime.arm.kernel.line.LineCall;
import oar.runtime.arm.kernel.line.LineSoftmax;
import oar.runtime.arm.kernel.product.PackedColumns;
import oar.runtime.arm.kernel.product.RowCall;
import oar.runtime.arm.machine.Machine;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.OperandMemory;
import oar.runtime.arm.plan.Workspace;

/**
 * Computes attention head by head: keys and values are packed, and the scores of a few queries at a time are made, brought to
 * probabilities and multiplied with the values while they are in the cache.
 */
final class AttentionComputation implements Computation {
  /** Fewer queries than this are not worth packing keys and values once more. */
  private static final int FEWEST_QUERIES = 32;

  private final AttentionForm form;
  private final AttentionSources sources;
  private final AttentionKernels kernels;
  private final OperandMemory memory;
  private final Workspace.RangeTask task = this::compute;
  private int threads;
  private AttentionUnit[] units;

  AttentionComputation(Machine machine, AttentionForm form, AttentionSources sources) {
    this.form = form;
    this.sources = sources;
    kernels = new AttentionKernels(machine, form, sources);
    memory = new OperandMemory(sources.operands());
  }

  @Override
  public void run(Workspace workspace) {
    if (memory.hasMoved() || threads != workspace.threads()) {
      threads = workspace.threads();
      cut();
    }
    workspace.parallel(units.length, 1, task);
  }

  /** Cut the work into units, and let those of a thread's share have memory together. */
  private void cut() {
    long heads = sources.output().operand().shape().dimension(0) * form.heads();
    int blocks = kernels.blocks();
    int parts = heads < threads && form.queries() >= FEWEST_QUERIES ? Math.min(blocks, threads) : 1;
    units = new AttentionUnit[Math.toIntExact(heads * parts)];
    int share = Math.ceilDiv(units.length, Math.min(threads, units.length));
    AttentionUnit.Room room = AttentionUnit.Room.of(kernels);
    for (int i = 0; i < units.length; i++) {
      if (i > 0 && i % share == 0) {
        room = AttentionUnit.Room.of(kernels);
      }
      int head = i / parts;
      int part = i % parts;
      units[i] = AttentionUnit.of(kernels, room, new AttentionUnit.Range(head / form.heads(), head % form.heads(),
          part * blocks / parts, (part + 1) * blocks / parts));
    }
  }

  private void compute(long from, long to, Scratch scratch) {
    for (long i = from; i < to; i++) {
      AttentionUnit unit = units[(int) i];
      pack(unit.room().keys(), unit.keys(), scratch);
      pack(unit.room().values(), unit.values(), scratch);
      for (int block = 0; block < unit.blocks().size(); block++) {
        compute(unit.room(), unit.blocks().get(block), scratch);
      }
    }
  }

  private static void pack(PackedColumns columns, Matrix matrix, Scratch scratch) {
    for (int panel = 0; panel < columns.panelCount(); panel++) {
      columns.pack(panel, matrix, scratch);
    }
  }

  private void compute(AttentionUnit.Room room, AttentionUnit.Block block, Scratch scratch) {
    RowCall call = scratch.object(RowCall.class, RowCall::new);
    AttentionKernels.Steps steps = block.steps();
    steps.scores().runPanels(room.keys(), block.scores(), 0, steps.scores().panels(), call);
    toProbabilities(room.scores(), block, scratch);
    steps.results().runPanels(room.values(), block.results(), 0, steps.results().panels(), call);
  }

  private void toProbabilities(MemorySegment scores, AttentionUnit.Block block, Scratch scratch) {
    LineCall call = scratch.object(LineCall.class, LineCall::new);
    LineSoftmax.setScale(call, form.scale());
    call.set(LineCall.Field.FROM, scores, 0);
    call.set(LineCall.Field.TO, scores, 0);
    call.set(LineCall.Field.LINES, block.steps().queries());
    if (sources.mask().isPresent()) {
      call.set(LineCall.Field.ADDEND, sources.mask().get().operand().segment(), block.maskOffset());
    }
    kernels.softmax().run(call, scratch);
  }
}
