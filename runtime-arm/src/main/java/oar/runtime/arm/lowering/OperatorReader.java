package oar.runtime.arm.lowering;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import oar.api.error.InvalidProgramException;
import oar.api.model.DataType;
import oar.api.model.Operator;
import oar.api.model.Shape;
import oar.api.model.Tensor;
import oar.api.model.Weight;
import oar.runtime.arm.machine.Machine;
import oar.runtime.arm.plan.Constants;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Output;

/** An operator of a program as an {@link oar.runtime.arm.plan.Operation} reads it: slots become numbered values. */
public final class OperatorReader {
  private static final String KERNEL_ATTRIBUTE = "__@kernel_type_attr@__";

  private final Operator operator;
  private final Scope scope;
  private final Constants constants;
  private final Lowering lowering;
  private final List<Input> inputs = new ArrayList<>();
  private final List<Output> outputs = new ArrayList<>();

  OperatorReader(Operator operator, Scope scope, Constants constants, Lowering lowering) {
    this.operator = operator;
    this.scope = scope;
    this.constants = constants;
    this.lowering = lowering;
  }

  /** Return the operator's type. */
  public String type() {
    return operator.type();
  }

  /** Return the operator itself, for attributes. */
  public Operator operator() {
    return operator;
  }

  /** Return the variable of an input slot that the operator cannot do without. */
  public Input input(String slot) {
    return optionalInput(slot).orElseThrow(() -> refuse("input " + slot + " is missing"));
  }

  /** Return the variable of an input slot, or empty if it has none. */
  public Optional<Input> optionalInput(String slot) {
    return inputs(slot).stream().findFirst();
  }

  /** Return the variables of an input slot; an absent slot has none. */
  public List<Input> inputs(String slot) {
    List<Input> result = new ArrayList<>();
    for (String name : operator.inputList(slot)) {
      if (!name.equals(Scope.EMPTY)) {
        Input input = scope.read(name)
            .orElseThrow(() -> refuse("input " + slot + " is " + name + ", which no operator before this one writes"));
        result.add(input);
        inputs.add(input);
      }
    }
    return result;
  }

  /**
   * Return the variables of an input slot, empty for one that nothing has written yet: an array before its first element, or
   * what only a branch that is not taken would write.
   */
  public List<Optional<Input>> inputsIfWritten(String slot) {
    return operator.inputList(slot).stream().map(this::read).toList();
  }

  /** Return the elements of an input slot's weight, or empty if the slot has none or what it has is no weight. */
  public Optional<Tensor> constant(String slot) {
    return operator.input(slot).filter(scope::isConstant).map(constants::tensor);
  }

  /**
   * A weight whose elements need not be looked at yet.
   *
   * @param elements gives them, computed anew at each call if they are quantized
   */
  public record ConstantSource(DataType type, Shape shape, Supplier<Tensor> elements) {}

  /** Return where an input slot's weight is to be had, or empty if the slot has none or what it has is no weight. */
  public Optional<ConstantSource> constantSource(String slot) {
    return operator.input(slot).filter(scope::isConstant).map(name -> {
      Weight weight = constants.weight(name);
      DataType type = weight.quantization().isPresent() ? DataType.FLOAT32 : weight.tensor().type();
      return new ConstantSource(type, weight.shape(), () -> constants.tensor(name));
    });
  }

  /** Return the elements of an input that is a weight, or empty if it is none. */
  public Optional<Tensor> constant(Input input) {
    return Optional.of(input.variable()).filter(scope::isConstant).map(constants::tensor);
  }

  /** Return the shape of an input that is a weight, or empty if it is none. */
  public Optional<Shape> constantShape(Input input) {
    return Optional.of(input.variable()).filter(scope::isConstant).map(name -> constants.weight(name).shape());
  }

  /** Return a weight whose INT8 elements an operation is to compute with as they are, or empty if it is to have real numbers. */
  public Optional<Weight> integers(Input input) {
    return Optional.of(input.variable()).filter(scope::isConstant).flatMap(constants::integers);
  }

  /** Return what machine code may be written for. */
  public Machine machine() {
    return constants.machine();
  }

  /** Return the variable of an output slot. What nothing names is computed and thrown away. */
  public Output output(String slot) {
    List<Output> result = outputs(slot);
    return result.isEmpty() ? new Output(type() + " " + slot, Output.UNUSED) : result.getFirst();
  }

  /** Return the variables of an output slot; an absent slot has none. */
  public List<Output> outputs(String slot) {
    List<Output> result = new ArrayList<>();
    for (String name : operator.outputList(slot)) {
      result.add(write(name));
    }
    return result;
  }

  /**
   * Return what the variable of an output slot was before this operator, for one that changes a variable in part; empty if it
   * had no value. To be called before {@link #output}.
   */
  public Optional<Input> previous(String slot) {
    return operator.output(slot).flatMap(this::read);
  }

  /** Return the variable of an input slot as one that the operator writes, as {@code write_back} does. */
  public Output written(String inputSlot) {
    return write(operator.input(inputSlot).orElseThrow(() -> refuse("input " + inputSlot + " is missing")));
  }

  /** Return the block that the operator runs, whose number an attribute has. */
  public SubBlock subBlock(String attribute) {
    return lowering.lowerSubBlock(operator.intAttribute(attribute, 0), this, scope);
  }

  /** Return what a variable is now, or empty if it has no value. */
  Optional<Input> read(String name) {
    Optional<Input> input = scope.read(name);
    input.ifPresent(inputs::add);
    return input;
  }

  /** Give a variable a new value. */
  Output write(String name) {
    Output output = new Output(name, scope.write(name));
    outputs.add(output);
    return output;
  }

  /**
   * Check that attributes are there, for an operator that has no default for them.
   *
   * @throws InvalidProgramException if one is missing
   */
  public void requireAttributes(String... names) {
    for (String name : names) {
      operator.attribute(name).orElseThrow(() -> refuse("attribute " + name + " is missing"));
    }
  }

  /**
   * Return a FLOAT attribute.
   *
   * @throws InvalidProgramException if it is not a number
   */
  public float number(String name, float absent) {
    float value = operator.floatAttribute(name, absent);
    requireNumber(name, value);
    return value;
  }

  /**
   * Return a FLOATS attribute; an absent one has no elements.
   *
   * @throws InvalidProgramException if an element is not a number
   */
  public float[] numbers(String name) {
    float[] values = operator.floatsAttribute(name);
    for (float value : values) {
      requireNumber(name, value);
    }
    return values;
  }

  private void requireNumber(String name, float value) {
    if (Float.isNaN(value)) {
      throw refuse("attribute " + name + " has the value NaN; it must be a number");
    }
  }

  /**
   * Return the alias of the kernel that Paddle-Lite's opt chose for the operator, for example {@code int8_out}; an empty text
   * if it chose none. Only conversions and statically quantized operators say by it what they mean.
   */
  public String kernel() {
    String[] parts = operator.textAttribute(KERNEL_ATTRIBUTE, "").split("/");
    return parts.length > 1 ? parts[1] : "";
  }

  /** Tell whether the operator works on integers that stand for real numbers, as those of a statically quantized program. */
  public boolean isQuantized() {
    return isQuantized(operator);
  }

  static boolean isQuantized(Operator operator) {
    return operator.booleanAttribute("enable_int8", false);
  }

  /** Tell whether any operator of the program is quantized: what this one gives may be rounded to 8 bits further on. */
  public boolean isInQuantizedProgram() {
    return lowering.isQuantized();
  }

  /** Return an error that names the operator. */
  public InvalidProgramException refuse(String problem) {
    return new InvalidProgramException("operator " + operator + ": " + problem);
  }

  /**
   * Return an error that says what this backend cannot do.
   *
   * @param what for example {@code data_format NHWC}
   */
  public RuntimeException unsupported(String what) {
    return new UnsupportedOperatorException("operator " + operator + ": " + what + " is not supported");
  }

  List<Input> inputsRead() {
    return inputs;
  }

  List<Output> outputsWritten() {
    return outputs;
  }
}
