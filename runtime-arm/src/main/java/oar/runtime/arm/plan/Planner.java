package oar.runtime.arm.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import oar.api.model.Tensor;

/** Plans the steps of a block for values of known signatures. */
final class Planner implements Segment.Continuer {
  /** What is computed while planning is kept for good, so only small results are. */
  private static final long LARGEST_FOLDED = 1 << 16;

  private final LoweredBlock block;
  private final Constants constants;
  private final int[] lastUses;
  private final Workspace workspace;

  Planner(LoweredBlock block, Constants constants, Workspace workspace) {
    this.block = block;
    this.constants = constants;
    this.lastUses = block.lastUses();
    this.workspace = workspace;
  }

  /** Plan from the first step. */
  Segment planFrom(Map<Integer, PlannedValue> fed) {
    Values values = new Values(block, constants);
    fed.forEach(values::put);
    return plan(0, values, Map.of());
  }

  @Override
  public Segment plan(Segment segment, Values values, Map<Integer, PlannedValue> entered) {
    return plan(segment.nextStep(), values, entered);
  }

  private Segment plan(int firstStep, Values values, Map<Integer, PlannedValue> entered) {
    Storage storage = new Storage();
    List<Computation> computations = new ArrayList<>();
    List<BlockRunner> runners = new ArrayList<>();
    Segment.End end = null;
    for (int index = firstStep; end == null && index < block.steps().size(); index++) {
      Step step = block.steps().get(index);
      Planning planning = new Planning(step, index, values, constants, storage);
      int mark = storage.mark();
      try {
        Computation computation = step.operation().plan(planning);
        runners.addAll(planning.runners());
        if (planning.isRepeatable() && hasKnownInputs(step, values) && isSmall(step, values)) {
          planning.conversions().add(computation);
          fold(step, planning.conversions(), storage.takeBackTo(mark), values);
          continue;
        }
        noteUses(step, index, values, storage);
        computations.addAll(planning.conversions());
        computations.add(planning.planned(computation));
        if (planning.isDynamic()) {
          end = new Segment.End(index + 1, Output.UNUSED, planning.dynamicOutputs());
        }
      } catch (ContentNeeded needed) {
        forget(storage.takeBackTo(mark), step, values);
        makePlain(needed.value(), index, values, storage, computations);
        end = new Segment.End(index, needed.value(), Map.of());
      } catch (ArithmeticException e) {
        throw planning.refuse("a size is beyond what can be counted (" + e.getMessage() + ")");
      }
    }
    if (end == null) {
      for (Input output : block.fetched()) {
        makePlain(output.value(), block.steps().size(), values, storage, computations);
      }
    }
    computations.removeIf(computation -> computation == Computation.NOTHING);
    CountedArena arena = new CountedArena();
    return new Segment(new Segment.Parts(arena, values, computations, storage.layOut(arena), runners,
        end == null ? new Segment.End(block.steps().size(), Output.UNUSED, Map.of()) : end, entered));
  }

  /** Let inputs have no form that was taken back. */
  private static void forget(List<Operand> taken, Step step, Values values) {
    for (Input input : step.inputs()) {
      Operand converted = values.converted(input.value());
      if (converted != null && taken.contains(converted)) {
        values.putConverted(input.value(), null);
      }
    }
  }

  /** Let a value that is looked at from outside be in the plain layout. */
  private void makePlain(int value, int step, Values values, Storage storage, List<Computation> computations) {
    Operand operand = values.operand(value);
    if (operand == null || operand.layout() == Layout.PLAIN) {
      return;
    }
    Operand plain = values.converted(value);
    if (plain == null) {
      plain = new Operand(operand.variable(), operand.type(), operand.shape(), operand.levelOfDetail());
      storage.allocate(plain, step);
      storage.use(operand, step);
      computations.add(LayoutConversion.of(operand, plain, constants.machine()));
    }
    storage.use(plain, step);
    values.put(value, plain);
    values.putConverted(value, operand);
  }

  private static boolean hasKnownInputs(Step step, Values values) {
    for (Input input : step.inputs()) {
      if (!values.isKnown(input.value())) {
        return false;
      }
    }
    return true;
  }

  private static boolean isSmall(Step step, Values values) {
    long size = 0;
    for (Output output : step.outputs()) {
      if (output.value() != Output.UNUSED) {
        Operand operand = values.operand(output.value());
        if (operand == null) {
          return false;
        }
        size += operand.byteSize();
      }
    }
    return size <= LARGEST_FOLDED;
  }

  /** Compute a step whose inputs are all known now rather than at every run. */
  private void fold(Step step, List<Computation> computations, List<Operand> operands, Values values) {
    for (Operand operand : operands) {
      operand.bind(Tensor.allocate(operand.type(), operand.shape()));
    }
    computations.forEach(computation -> computation.run(workspace));
    for (Output output : step.outputs()) {
      if (output.value() != Output.UNUSED) {
        Operand operand = values.operand(output.value());
        values.put(output.value(), new Operand(operand.variable(), content(operand), operand.levelOfDetail()));
      }
    }
  }

  private Tensor content(Operand operand) {
    if (operand.layout() == Layout.PLAIN) {
      return new Tensor(operand.type(), operand.shape(), operand.segment());
    }
    Tensor content = new Tensor(operand.type(), operand.shape(), Tensor.allocate(operand.type(), operand.shape()));
    Operand plain = new Operand(operand.variable(), content, operand.levelOfDetail());
    LayoutConversion.of(operand, plain, constants.machine()).run(workspace);
    return content;
  }

  private void noteUses(Step step, int index, Values values, Storage storage) {
    for (Input input : step.inputs()) {
      storage.use(values.made(input.value()), index);
    }
    for (Output output : step.outputs()) {
      if (output.value() != Output.UNUSED) {
        storage.use(values.operand(output.value()), Math.max(index, lastUses[output.value()]));
      }
    }
  }
}
