package oar.runtime.arm.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import oar.api.model.LodTensor;
import oar.api.model.TensorArray;
import oar.api.model.Value;

/**
 * Runs a lowered block for one predictor. It keeps a plan for each distinct set of input signatures; the memory of all its
 * plans is given back when it is closed.
 */
public final class BlockRunner implements AutoCloseable {
  /** A block that sees ever new shapes keeps no more plans than this. */
  private static final int MOST_PLANS = 8;
  private static final long ALIGNMENT = 64;

  private final LoweredBlock block;
  private final Constants constants;
  private final ComputationRunner computations;
  private final SequencedMap<List<Signature>, Plan> plans = new LinkedHashMap<>(16, 0.75f, true);
  /** The plan of the run before; null before the first. */

  private Plan latest;

  private record Plan(List<Signature> signatures, CountedArena arena, Planner planner,
      List<Optional<PlannedValue>> fed, Segment first) {
    boolean isFor(List<? extends Optional<? extends Value>> inputs) {
      for (int i = 0; i < signatures.size(); i++) {
        if (!signatures.get(i).isOf(inputs.get(i))) {
          return false;
        }
      }
      return true;
    }

    void close() {
      first.close();
      arena.close();
    }
  }

  /**
   * Create a runner.
   *
   * @param block what to run
   * @param constants the weights of the program
   * @param computations runs what is planned
   */
  public BlockRunner(LoweredBlock block, Constants constants, ComputationRunner computations) {
    this.block = block;
    this.constants = constants;
    this.computations = computations;
  }

  /**
   * Create a runner that just runs.
   *
   * @param block what to run
   * @param constants the weights of the program
   */
  public BlockRunner(LoweredBlock block, Constants constants) {
    this(block, constants, ComputationRunner.PLAIN);
  }

  /**
   * Run the block once.
   *
   * @param inputs the values of {@link LoweredBlock#fed}, in order; empty for a variable that has none yet
   * @param workspace threads and scratch memory
   * @return the values of {@link LoweredBlock#fetched}, in order, empty for a variable that has none; their elements are
   *     valid until the next run
   */
  public List<Optional<Value>> run(List<? extends Optional<? extends Value>> inputs, Workspace workspace) {
    Plan plan = plan(inputs, workspace);
    for (int i = 0; i < inputs.size(); i++) {
      feed(plan.fed.get(i), inputs.get(i));
    }
    Segment segment = plan.first;
    segment.run(workspace, computations);
    while (!segment.isLast(block.steps().size())) {
      segment = segment.next(plan.planner);
      segment.run(workspace, computations);
    }
    return segment.results(block.fetched());
  }

  /** Return the bytes of all memory that it has taken. */
  public long byteSize() {
    return plans.values().stream().mapToLong(plan -> plan.arena.byteSize() + plan.first.byteSize()).sum();
  }

  private static void feed(Optional<PlannedValue> planned, Optional<? extends Value> value) {
    if (planned.isPresent()) {
      switch (planned.get()) {
        case Operand operand -> operand.segment().copyFrom(((LodTensor) value.orElseThrow()).tensor().data());
        case ArrayOperand array -> array.bind(((TensorArray) value.orElseThrow()).elements());
      }
    }
  }

  private Plan plan(List<? extends Optional<? extends Value>> inputs, Workspace workspace) {
    if (!plans.isEmpty() && latest.isFor(inputs)) {
      return latest;
    }
    latest = planFor(Signature.of(inputs), workspace);
    return latest;
  }

  private Plan planFor(List<Signature> signatures, Workspace workspace) {
    Plan plan = plans.get(signatures);
    if (plan == null) {
      if (plans.size() == MOST_PLANS) {
        plans.pollFirstEntry().getValue().close();
      }
      plan = newPlan(signatures, workspace);
      plans.put(signatures, plan);
    }
    return plan;
  }

  private Plan newPlan(List<Signature> signatures, Workspace workspace) {
    CountedArena arena = new CountedArena();
    try {
      Planner planner = new Planner(block, constants, workspace);
      Map<Integer, PlannedValue> known = new HashMap<>();
      List<Optional<PlannedValue>> fed = new ArrayList<>();
      for (int i = 0; i < signatures.size(); i++) {
        Output output = block.fed().get(i);
        Optional<PlannedValue> planned = place(output.variable(), signatures.get(i), arena);
        planned.ifPresent(value -> known.put(output.value(), value));
        fed.add(planned);
      }
      return new Plan(signatures, arena, planner, fed, planner.planFrom(known));
    } catch (RuntimeException e) {
      arena.close();
      throw e;
    }
  }

  private static Optional<PlannedValue> place(String variable, Signature signature, CountedArena arena) {
    return switch (signature) {
      case Signature.OfNothing nothing -> Optional.empty();
      case Signature.OfArray array -> Optional.of(new ArrayOperand(variable));
      case Signature.OfTensor tensor -> {
        Operand operand = new Operand(variable, tensor.type(), tensor.shape(), tensor.levelOfDetail());
        operand.bind(arena.allocate(Math.max(operand.byteSize(), 1), ALIGNMENT).asSlice(0, operand.byteSize()));
        yield Optional.of(operand);
      }
    };
  }

  @Override
  public void close() {
    plans.values().forEach(Plan::close);
    plans.clear();
  }
}
