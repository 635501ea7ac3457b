package oar.runtime.arm.plan;

import java.lang.foreign.MemorySegment;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import oar.api.model.Tensor;
import oar.api.model.Value;

/**
 * A part of a plan whose shapes were all known when it was made. Where shapes depend on elements, a segment ends, and one of
 * several continuations is taken according to what the elements turn out to be. Each segment has memory of its own.
 */
final class Segment implements AutoCloseable {
  /** Elements that are hardly ever the same again are not worth keeping more plans for. */
  private static final int MOST_CONTINUATIONS = 16;

  private final Parts parts;
  private final MemorySegment[] boundTo;
  private Optional<Results> results = Optional.empty();
  private Optional<Continuation> latest = Optional.empty();
  private final SequencedMap<Object, Segment> continuations = new LinkedHashMap<>(16, 0.75f, true);

  /**
   * The parts of a segment.
   *
   * @param arena its memory
   * @param values what each value is at its end
   * @param computations what to do at every run
   * @param rebindings what lies in memory that moves
   * @param runners the runners of loops and branches in it
   * @param end why it ends
   * @param entered the values that are bound anew whenever it is entered
   */
  record Parts(CountedArena arena, Values values, List<Computation> computations, List<Storage.Rebinding> rebindings,
      List<BlockRunner> runners, End end, Map<Integer, PlannedValue> entered) {}

  /** What was taken last: for these elements, that segment. */
  private record Continuation(Tensor content, Segment segment) {}

  /**
   * Why a segment ends.
   *
   * @param nextStep the step behind its last
   * @param neededContent the value whose elements that step must know, or {@link Output#UNUSED}
   * @param dynamicOutputs the outputs of its last step that nothing was known of
   */
  record End(int nextStep, int neededContent, Map<Integer, DynamicOutput> dynamicOutputs) {}

  /** Plans what follows a segment. */
  @FunctionalInterface
  interface Continuer {
    /**
     * Plan.
     *
     * @param segment what has run
     * @param values what each value is now
     * @param entered those of them that may be in other memory at the next run
     */
    Segment plan(Segment segment, Values values, Map<Integer, PlannedValue> entered);
  }

  Segment(Parts parts) {
    this.parts = parts;
    this.boundTo = new MemorySegment[parts.rebindings.size()];
  }

  Values values() {
    return parts.values;
  }

  int nextStep() {
    return parts.end.nextStep;
  }

  /** Tell whether something follows: steps, or the values that the last step turns out to give. */
  boolean hasNext(int stepCount) {
    return parts.end.nextStep < stepCount || !parts.end.dynamicOutputs.isEmpty();
  }

  /** Tell whether everything is known at the end: no step is left, nor an output that nothing was known of. */
  boolean isLast(int steps) {
    return parts.end.nextStep == steps && parts.end.dynamicOutputs.isEmpty();
  }

  void run(Workspace workspace, ComputationRunner runner) {
    for (int i = 0; i < boundTo.length; i++) {
      Storage.Rebinding rebinding = parts.rebindings.get(i);
      if (boundTo[i] != rebinding.of().segment()) {
        rebinding.apply();
        boundTo[i] = rebinding.of().segment();
      }
    }
    runner.run(parts.computations, workspace);
  }

  /** Return the values that the block gives back, if this is its last segment. */
  List<Optional<Value>> results(List<Input> fetched) {
    if (results.isEmpty()) {
      results = Optional.of(new Results(
          fetched.stream().map(output -> Optional.ofNullable(parts.values.get(output.value()))).toList()));
    }
    return results.get().now();
  }

  /** Return the bytes of its memory, and of that of whatever may follow. */
  long byteSize() {
    return parts.arena.byteSize() + parts.runners.stream().mapToLong(BlockRunner::byteSize).sum()
        + continuations.values().stream().mapToLong(Segment::byteSize).sum();
  }

  /** Return the segment that goes on from here, once this one has run. */
  Segment next(Continuer continuer) {
    return parts.end.neededContent == Output.UNUSED ? afterDynamicOutputs(continuer) : afterContent(continuer);
  }

  private Segment afterContent(Continuer continuer) {
    int value = parts.end.neededContent;
    Operand needed = parts.values.operand(value);
    if (latest.isPresent() && latest.get().content.data().mismatch(needed.segment()) == -1) {
      return latest.get().segment;
    }
    Tensor content = Tensor.copyOf(needed.type(), needed.shape(), needed.segment());
    Segment next = continuations.get(content);
    if (next == null) {
      Values values = parts.values.copy();
      values.put(value, new Operand(needed.variable(), content, needed.levelOfDetail()));
      next = keep(content, continuer.plan(this, values, Map.of()));
    }
    latest = Optional.of(new Continuation(content, next));
    return next;
  }

  private Segment afterDynamicOutputs(Continuer continuer) {
    Map<Integer, Signature> key = new HashMap<>();
    Map<Integer, PlannedValue> known = new HashMap<>();
    parts.end.dynamicOutputs.forEach((number, output) -> {
      Optional<PlannedValue> value = output.value();
      key.put(number, Signature.ofPlanned(value));
      value.ifPresent(present -> known.put(number, present));
    });
    Segment next = continuations.get(key);
    if (next == null) {
      Values values = parts.values.copy();
      parts.end.dynamicOutputs.keySet().forEach(number -> values.put(number, known.get(number)));
      next = keep(key, continuer.plan(this, values, known));
    }
    next.parts.entered.forEach((number, planned) -> bind(planned, known.get(number)));
    return next;
  }

  private Segment keep(Object key, Segment segment) {
    if (continuations.size() == MOST_CONTINUATIONS) {
      continuations.pollFirstEntry().getValue().close();
    }
    continuations.put(key, segment);
    return segment;
  }

  private static void bind(PlannedValue planned, PlannedValue now) {
    switch (planned) {
      case Operand operand -> operand.bind(((Operand) now).segment());
      case ArrayOperand array -> array.bind(((ArrayOperand) now).elements());
    }
  }

  @Override
  public void close() {
    continuations.values().forEach(Segment::close);
    continuations.clear();
    parts.runners.forEach(BlockRunner::close);
    parts.arena.close();
  }
}
