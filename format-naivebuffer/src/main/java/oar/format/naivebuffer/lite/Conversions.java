package oar.format.naivebuffer.lite;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import oar.api.model.DataType;
import oar.api.model.Operator;
import oar.api.model.Shape;
import oar.api.model.Tensor;
import oar.api.model.Variable;
import oar.api.model.Weight;

/**
 * Puts conversions around the operators of a block, as Paddle-Lite's {@code type_precision_cast_pass} does before them: a kernel
 * takes the elements of a tensor to be of its own type, whatever they are, and gives elements of that type, whatever the program
 * declares. No kernel for ARM needs another target or layout, so that neither {@code io_copy} nor {@code layout} is to be put.
 */
final class Conversions {
  private static final String SUFFIX = "/precision_trans";
  /**
   * Outputs that Paddle gives in another type than the runtime. Of others it is not known that what a program declares is what
   * Paddle gives.
   */
  private static final Map<String, String> MISTYPED = Map.of("max_pool2d_with_index", "Mask", "generate_proposals",
      "RpnRoisNum");

  /** The operators that say which of their weights are to be FLOAT16 when they are loaded. */
  private static final Set<String> HALF_WEIGHTS = Set.of("conv2d", "depthwise_conv2d", "conv2d_transpose", "fc", "gru",
      "sequence_conv", "elementwise_add", "elementwise_mul", "elementwise_div", "elementwise_sub", "matmul", "mul",
      "matmul_v2", "prelu");

  private final Scope scope;
  private final Map<String, Weight> weights;
  private final List<String> problems;
  private final List<Operator> placed = new ArrayList<>();
  private final List<Variable> declared = new ArrayList<>();
  /** What each variable is already converted to, until it is written again. */
  private final Map<String, Map<Precision, String>> converted = new HashMap<>();

  /**
   * Create for a block.
   *
   * @param scope what the block sees; converted variables are added
   * @param weights of the program; converted ones are added
   * @param problems takes the conversions that cannot be made
   */
  Conversions(Scope scope, Map<String, Weight> weights, List<String> problems) {
    this.scope = scope;
    this.weights = weights;
    this.problems = problems;
  }

  /** Return the operators so far, conversions included. */
  List<Operator> operators() {
    return placed;
  }

  /** Return the variables that hold what was converted. */
  List<Variable> variables() {
    return declared;
  }

  /** Place an operator behind the others as it is. */
  void keep(Operator operator) {
    placed.add(operator);
    operator.outputVariables().forEach(converted::remove);
  }

  /** Place an operator behind the others, with the conversions that its kernel needs. */
  void place(Operator operator, Kernel kernel) {
    Operator.Builder builder = operator.toBuilder();
    operator.inputs().forEach((slot, names) -> builder.input(slot,
        names.stream().map(name -> taken(operator, slot, name, kernel.input(slot))).toList()));
    boolean isOfOtherType = !builder.build().inputs().equals(operator.inputs());
    boolean isHalf = builder.build().inputVariables().stream().anyMatch(this::isHalf);
    List<Operator> behind = new ArrayList<>();
    operator.outputs().forEach((slot, names) -> {
      if (isOfOtherType || MISTYPED.getOrDefault(operator.type(), "").equals(slot)) {
        builder.output(slot, names.stream().map(name -> given(name, kernel.output(slot), behind)).toList());
      }
      names.forEach(name -> scope.setHalf(name, kernel.output(slot).precision() == Precision.HALF
          || isHalf && kernel.output(slot).precision() == Precision.ANY));
    });
    if (kernel.precision() == Precision.HALF && HALF_WEIGHTS.contains(operator.type())) {
      operator.inputVariables().stream().filter(weights::containsKey)
          .filter(name -> weights.get(name).tensor().type() == DataType.FLOAT32)
          .forEach(name -> builder.attribute(name + "_fp16", "fp16"));
    }
    keep(builder.build());
    behind.forEach(this::keep);
  }

  /** Return the name under which an operator reads a variable. */
  private String taken(Operator operator, String slot, String name, ArgumentType wanted) {
    Precision precision = operator.type().equals("fetch") && isHalf(name) ? Precision.FLOAT : wanted.precision();
    Optional<Precision> present = precision(name).filter(it -> !wanted.isList() && !takes(precision, it, name));
    if (present.isEmpty()) {
      return name;
    }
    Map<Precision, String> known = converted.computeIfAbsent(name, _ -> new HashMap<>());
    if (!known.containsKey(precision)) {
      List<Conversion> steps = Conversion.between(present.get(), precision);
      if (steps.isEmpty() || present.get().isReal() && !precision.isReal()) {
        problems.add("operator " + operator + ": input " + name + " is " + scope.type(name).orElseThrow()
            + ", but the kernel takes " + wanted + " in slot " + slot + "; cast it before");
        return name;
      }
      known.put(precision, convert(name, steps));
    }
    return known.get(precision);
  }

  /** The loader itself makes FLOAT16 of the weights that FLOAT16 kernels read. */
  private boolean takes(Precision wanted, Precision present, String name) {
    boolean isOtherReal = wanted.isReal() && present.isReal() && wanted != present && !weights.containsKey(name);
    return wanted.takes(present) && !isOtherReal;
  }

  private boolean isHalf(String name) {
    return precision(name).filter(Precision.HALF::equals).isPresent();
  }

  private Optional<Precision> precision(String name) {
    return scope.type(name).filter(type -> !type.isList()).map(ArgumentType::precision);
  }

  private String convert(String name, List<Conversion> steps) {
    Weight weight = weights.get(name);
    if (weight != null) {
      String constant = declare(name, steps.getLast().to(), true);
      weights.put(constant, new Weight(converted(weight.tensor(), steps.getLast().to())));
      return constant;
    }
    String current = name;
    for (Conversion step : steps) {
      String next = declare(name, step.to(), false);
      placed.add(step.apply(current, next));
      current = next;
    }
    return current;
  }

  private static Tensor converted(Tensor tensor, Precision to) {
    int count = Math.toIntExact(tensor.elementCount());
    long[] values = new long[count];
    for (int i = 0; i < count; i++) {
      values[i] = tensor.longAt(i);
    }
    return switch (to) {
      case INT64 -> Tensor.of(tensor.shape(), values);
      case INT32 -> Tensor.of(tensor.shape(), Arrays.stream(values).mapToInt(value -> (int) value).toArray());
      default -> Tensor.of(tensor.shape(), floats(values));
    };
  }

  private static float[] floats(long... values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = values[i];
    }
    return floats;
  }

  /** Return the name under which an operator writes a variable; what makes it of that goes behind. */
  private String given(String name, ArgumentType given, List<Operator> behind) {
    Optional<Precision> wanted = precision(name).filter(it -> !given.isList() && !given.precision().takes(it));
    List<Conversion> steps = wanted.map(it -> Conversion.between(given.precision(), it)).orElse(List.of());
    if (steps.isEmpty()) {
      return name;
    }
    String first = declare(name, given.precision(), false);
    String current = first;
    for (Conversion step : steps) {
      String next = step == steps.getLast() ? name : declare(name, step.to(), false);
      behind.add(step.apply(current, next));
      current = next;
    }
    return first;
  }

  private String declare(String origin, Precision precision, boolean persistable) {
    String name = origin + SUFFIX;
    for (int i = 1; scope.find(name).isPresent(); i++) {
      name = origin + SUFFIX + i;
    }
    Shape shape = scope.find(origin).flatMap(Variable::shape).orElse(Shape.SCALAR);
    Variable variable = Variable.tensor(name, precision.type(), shape).withPersistable(persistable);
    scope.declare(variable);
    declared.add(variable);
    return name;
  }
}
