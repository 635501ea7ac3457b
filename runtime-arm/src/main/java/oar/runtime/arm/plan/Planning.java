package oar.runtime.arm.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import oar.api.OperatorCost.Arithmetic;
import oar.api.error.InvalidProgramException;
import oar.api.model.DataType;
import oar.api.model.LevelOfDetail;
import oar.api.model.Shape;
import oar.api.model.Tensor;
import oar.runtime.arm.machine.Machine;

/** What an {@link Operation} sees of the plan that it becomes a part of. */
public final class Planning {
  private final Step step;
  private final Values values;
  private final Storage storage;
  private final Constants constants;
  private final List<BlockRunner> runners = new ArrayList<>();
  private final Map<Integer, DynamicOutput> dynamicOutputs = new HashMap<>();
  private final List<Computation> conversions = new ArrayList<>();
  private final int stepIndex;
  private PlannedStep.Products products = PlannedStep.Products.NONE;
  private boolean repeatable = true;
  private boolean isDynamic;

  Planning(Step step, int stepIndex, Values values, Constants constants, Storage storage) {
    this.constants = constants;
    this.step = step;
    this.stepIndex = stepIndex;
    this.values = values;
    this.storage = storage;
  }

  /** Return the tensor of an input, in the plain layout. */
  public Operand get(Input input) {
    return get(input, Layout.PLAIN);
  }

  /** Return the tensor of an input in a layout; it is converted if no operation before this one made or needed it so. */
  public Operand get(Input input, Layout layout) {
    Operand operand = getAsIs(input);
    return operand.layout() == layout.of(operand.shape()) ? operand : converted(input.value(), operand, layout);
  }

  private Operand converted(int value, Operand operand, Layout layout) {
    Operand other = values.converted(value);
    if (other == null) {
      other = new Operand(operand.variable(), operand.type(), operand.shape(), operand.levelOfDetail(), layout);
      storage.allocate(other, stepIndex);
      storage.use(operand, stepIndex);
      conversions.add(LayoutConversion.of(operand, other, constants.machine()));
      values.putConverted(value, other);
    }
    storage.use(other, stepIndex);
    return other;
  }

  /** Return the tensor of an input, in the layout that it was made in. */
  public Operand getAsIs(Input input) {
    return switch (values.get(input.value())) {
      case null ->
        throw refuse("input " + input.variable() + " has no value here; no operator before this one wrote it");
      case ArrayOperand array ->
        throw refuse("input " + input.variable() + " is an array of tensors; it must be a tensor");
      case Operand operand -> taken(operand);
    };
  }

  private Operand taken(Operand operand) {
    boolean isComplex = operand.type() == DataType.COMPLEX64 || operand.type() == DataType.COMPLEX128;
    require(!isComplex || step.operation().takesComplexNumbers(),
        "input " + operand
            + " holds complex numbers, which the operator does not take here; as_real makes pairs of them");
    return operand;
  }

  /** Return what an input is, whatever it is, in the plain layout if it is a tensor; or empty if it has no value. */
  public Optional<PlannedValue> getAny(Input input) {
    PlannedValue value = values.get(input.value());
    return value instanceof Operand ? Optional.of(get(input)) : Optional.ofNullable(value);
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

  /** Add an output in the plain layout. */
  public Operand put(Output output, DataType type, Shape shape, LevelOfDetail levelOfDetail) {
    return put(output, type, shape, levelOfDetail, Layout.PLAIN);
  }

  /** Add an output. */
  public Operand put(Output output, DataType type, Shape shape, LevelOfDetail levelOfDetail, Layout layout) {
    Operand operand = new Operand(output.variable(), type, shape, levelOfDetail, layout);
    storage.allocate(operand, stepIndex);
    return register(output, operand);
  }

  /**
   * Add an output of an input's type, shape, sequences and layout that may take the input's memory if nothing else reads it later.
   * The computation must read each element before it writes any at or behind its place.
   */
  public Operand putInPlace(Output output, Operand input) {
    Operand operand = put(output, input.type(), input.shape(), input.levelOfDetail(), input.layout());
    List<Operand> otherInputs = step.inputs().stream().map(other -> values.made(other.value()))
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

  /** Add an output that is the memory of an input as elements of another type, of as many bytes. */
  public Operand shareAs(Output output, Operand input, DataType type, Shape shape, LevelOfDetail levelOfDetail) {
    if (input.content().isPresent()) {
      return putConstant(output, new Tensor(type, shape, input.content().get().data()), levelOfDetail);
    }
    Operand operand = new Operand(output.variable(), type, shape, levelOfDetail);
    storage.share(operand, input, 0, stepIndex);
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

  /** Tell whether operations that come after this one may quantize what it computes. */
  public boolean computesWithIntegers() {
    return constants.computesWithIntegers();
  }

  /** Tell whether sums are made of products as an operator's formula says, and not of fewer ones that round more. */
  public boolean computesExactly() {
    return constants.computesExactly();
  }

  /** Return what machine code may be written for. */
  public Machine machine() {
    return constants.machine();
  }

  /** Take memory that holds nothing between runs. */
  public Operand scratch(DataType type, Shape shape) {
    return scratch(type, shape, Layout.PLAIN);
  }

  /** Take memory that holds nothing between runs, for images of a layout. */
  public Operand scratch(DataType type, Shape shape, Layout layout) {
    Operand operand = new Operand("scratch of " + step, type, shape, LevelOfDetail.NONE, layout);
    storage.allocate(operand, stepIndex);
    storage.use(operand, stepIndex);
    return operand;
  }

  /** Say that the operation gives other results at every run, as random numbers are. */
  public void neverRepeats() {
    repeatable = false;
  }

  /**
   * Say that the operation adds up products, beside those that it said before; for those who ask what a run costs.
   *
   * @param multiplyAdds how many, by the shapes
   * @param arithmetic what they are computed in
   */
  public void addsProducts(long multiplyAdds, Arithmetic arithmetic) {
    products = new PlannedStep.Products(products.multiplyAdds() + multiplyAdds, arithmetic);
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

  /** Return what must be done before the operation. */
  List<Computation> conversions() {
    return conversions;
  }

  Computation planned(Computation computation) {
    return computation == Computation.NOTHING ? computation : new PlannedStep(step, computation, products);
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
