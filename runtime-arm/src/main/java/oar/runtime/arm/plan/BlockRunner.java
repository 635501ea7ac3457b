package oar.runtime.arm.plan;

import java.lang.foreign.Arena;
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
  private final SequencedMap<List<Signature>, Plan> plans = new LinkedHashMap<>(16, 0.75f, true);

  private record Plan(Arena arena, Planner planner, List<Optional<PlannedValue>> fed, Segment first) {
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
   */
  public BlockRunner(LoweredBlock block, Constants constants) {
    this.block = block;
    this.constants = constants;
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
    Plan plan = plan(Signature.of(inputs), workspace);
    for (int i = 0; i < inputs.size(); i++) {
      feed(plan.fed.get(i), inputs.get(i));
    }
    Segment segment = plan.first;
    segment.run(workspace);
    while (!segment.isLast(block.steps().size())) {
      segment = segment.next(plan.planner::planAfter);
      segment.run(workspace);
    }
    List<Optional<Value>> results = new ArrayList<>();
    for (Input output : block.fetched()) {
      results.add(PlannedValue.toValue(Optional.ofNullable(segment.values().get(output.value()))));
    }
    return results;
  }

  private static void feed(Optional<PlannedValue> planned, Optional<? extends Value> value) {
    planned.ifPresent(place -> {
      switch (place) {
        case Operand operand -> operand.segment().copyFrom(((LodTensor) value.orElseThrow()).tensor().data());
        case ArrayOperand array -> array.bind(((TensorArray) value.orElseThrow()).elements());
      }
    });
  }

  private Plan plan(List<Signature> signatures, Workspace workspace) {
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
    Arena arena = Arena.ofShared();
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
      return new Plan(arena, planner, fed, planner.planFrom(known));
    } catch (RuntimeException e) {
      arena.close();
      throw e;
    }
  }

  private static Optional<PlannedValue> place(String variable, Signature signature, Arena arena) {
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
