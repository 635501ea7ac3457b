package oar.runtime.arm.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import oar.api.error.InvalidProgramException;
import oar.api.model.DataType;
import oar.api.model.LevelOfDetail;
import oar.api.model.Shape;
import oar.api.model.Tensor;

/** What an {@link Operation} sees of the plan that it becomes a part of. */
public final class Planning {
  private final Step step;
  private final Values values;
  private final Storage storage;
  private final Constants constants;
  private final List<BlockRunner> runners = new ArrayList<>();
  private final Map<Integer, DynamicOutput> dynamicOutputs = new HashMap<>();
  private final int stepIndex;
  private boolean repeatable = true;
  private boolean isDynamic;

  Planning(Step step, int stepIndex, Values values, Constants constants, Storage storage) {
    this.constants = constants;
    this.step = step;
    this.stepIndex = stepIndex;
    this.values = values;
    this.storage = storage;
  }

  /** Return the tensor of an input. */
  public Operand get(Input input) {
    return switch (values.get(input.value())) {
      case null ->
        throw refuse("input " + input.variable() + " has no value here; no operator before this one wrote it");
      case ArrayOperand array ->
        throw refuse("input " + input.variable() + " is an array of tensors; it must be a tensor");
      case Operand operand -> operand;
    };
  }

  /** Return what an input is, whatever it is, or empty if it has no value. */
  public Optional<PlannedValue> getAny(Input input) {
    return Optional.ofNullable(values.get(input.value()));
  }

  /** Return the tensors of inputs. */
  public List<Operand> get(List<Input> inputs) {
    return inputs.stream().map(this::get).toList();
  }

  /** Return the tensor of an input that may be absent. */
  public Optional<Operand> get(Optional<Input> input) {
    return input.map(this::get);
  }

  /**
   * Return the elements of an input, for a shape that depends on them. The plan may end before this operation and go on when
   * they are computed; the operation is planned again then.
   */
  public Tensor content(Input input) {
    return get(input).content().orElseThrow(() -> new ContentNeeded(input.value()));
  }

  /** Add an output without sequences. */
  public Operand put(Output output, DataType type, Shape shape) {
    return put(output, type, shape, LevelOfDetail.NONE);
  }

  /** Add an output. */
  public Operand put(Output output, DataType type, Shape shape, LevelOfDetail levelOfDetail) {
    Operand operand = new Operand(output.variable(), type, shape, levelOfDetail);
    storage.allocate(operand, stepIndex);
    return register(output, operand);
  }

  /**
   * Add an output of an input's type, shape and sequences that may take the input's memory if nothing else reads it later.
   * The computation must read each element before it writes any at or behind its place.
   */
  public Operand putInPlace(Output output, Operand input) {
    Operand operand = put(output, input.type(), input.shape(), input.levelOfDetail());
    List<Operand> otherInputs = step.inputs().stream().map(other -> values.operand(other.value()))
        .filter(other -> other != null && other != input).toList();
    storage.preferSharing(operand, input, otherInputs, stepIndex);
    return operand;
  }

  /** Add an output that is the memory of an input under another shape. */
  public Operand share(Output output, Operand input, Shape shape, LevelOfDetail levelOfDetail) {
    return shareRange(output, input, 0, shape, levelOfDetail);
  }

  /**
   * Add an output that is a range of an input's memory.
   *
   * @param offset of the range, in elements
   */
  public Operand shareRange(Output output, Operand input, long offset, Shape shape, LevelOfDetail levelOfDetail) {
    if (input.content().isPresent()) {
      return putConstant(output, slice(input.content().get(), offset, shape), levelOfDetail);
    }
    Operand operand = new Operand(output.variable(), input.type(), shape, levelOfDetail);
    storage.share(operand, input, offset * input.type().byteSize(), stepIndex);
    return register(output, operand);
  }

  private static Tensor slice(Tensor tensor, long offset, Shape shape) {
    long size = tensor.type().byteSize();
    return new Tensor(tensor.type(), shape, tensor.data().asSlice(offset * size, shape.elementCount() * size));
  }

  /** Add an output whose elements are known from the inputs' shapes alone. */
  public Operand putConstant(Output output, Tensor content, LevelOfDetail levelOfDetail) {
    return register(output, new Operand(output.variable(), content, levelOfDetail));
  }

  /** Add an output that is an array of tensors, which the computation fills by {@link ArrayOperand#bind}. */
  public ArrayOperand putArray(Output output) {
    return register(output, new ArrayOperand(output.variable()));
  }

  /** Add an output whose shape depends on the elements of the inputs. */
  public DynamicOutput putDynamic(Output output) {
    DynamicOutput dynamic = new DynamicOutput(output.variable());
    if (output.value() != Output.UNUSED) {
      dynamicOutputs.put(output.value(), dynamic);
    }
    isDynamic = true;
    return dynamic;
  }

  /** Create a runner of a loop's body or a branch, which lives as long as the plan. */
  public BlockRunner newRunner(LoweredBlock block) {
    BlockRunner runner = new BlockRunner(block, constants);
    runners.add(runner);
    return runner;
  }

  /** Take memory that holds nothing between runs. */
  public Operand scratch(DataType type, Shape shape) {
    Operand operand = new Operand("scratch of " + step, type, shape, LevelOfDetail.NONE);
    storage.allocate(operand, stepIndex);
    storage.use(operand, stepIndex);
    return operand;
  }

  /** Say that the operation gives other results at every run, as random numbers are. */
  public void neverRepeats() {
    repeatable = false;
  }

  /**
   * Return an error that names the operator.
   *
   * @param problem what is wrong: variable, value, rule
   */
  public InvalidProgramException refuse(String problem) {
    return new InvalidProgramException("operator " + step + ": " + problem);
  }

  /**
   * Check a rule.
   *
   * @throws InvalidProgramException naming the operator, if the rule is broken
   */
  public void require(boolean rule, String problem) {
    if (!rule) {
      throw refuse(problem);
    }
  }

  boolean isRepeatable() {
    return repeatable && !isDynamic;
  }

  boolean isDynamic() {
    return isDynamic;
  }

  Map<Integer, DynamicOutput> dynamicOutputs() {
    return dynamicOutputs;
  }

  List<BlockRunner> runners() {
    return runners;
  }

  private <V extends PlannedValue> V register(Output output, V value) {
    if (output.value() != Output.UNUSED) {
      values.put(output.value(), value);
    } else if (value instanceof Operand operand) {
      storage.use(operand, stepIndex);
    }
    return value;
  }
}
