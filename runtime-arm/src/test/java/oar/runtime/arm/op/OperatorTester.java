package oar.runtime.arm.op;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import oar.api.Backend;
import oar.api.Options;
import oar.api.Predictor;
import oar.api.Providers;
import oar.api.error.OarException;
import oar.api.model.Attribute;
import oar.api.model.Block;
import oar.api.model.DataType;
import oar.api.model.LodTensor;
import oar.api.model.Operator;
import oar.api.model.Program;
import oar.api.model.Shape;
import oar.api.model.Tensor;
import oar.api.model.Value;
import oar.api.model.Variable;
import oar.api.model.Weight;
import oar.runtime.arm.ArmBackend;

/**
 * Runs one operator on tensors, as a program of it alone. A variable is named after its slot, {@code X}, or {@code X_0},
 * {@code X_1} if the slot has several.
 */
public final class OperatorTester {
  private final Operator.Builder operator;
  private final Map<String, LodTensor> fed = new LinkedHashMap<>();
  private final Map<String, Weight> weights = new LinkedHashMap<>();
  private final List<String> fetched = new ArrayList<>();
  private final Map<String, String> options = new LinkedHashMap<>();

  /** Start an operator of a type. */
  public OperatorTester(String type) {
    operator = Operator.builder(type);
  }

  /** Feed tensors to a slot. */
  public OperatorTester input(String slot, Tensor... tensors) {
    return input(slot, Arrays.stream(tensors).map(LodTensor::new).toArray(LodTensor[]::new));
  }

  /** Feed tensors to a slot. */
  public OperatorTester input(String slot, LodTensor... tensors) {
    List<String> names = names(slot, tensors.length);
    for (int i = 0; i < tensors.length; i++) {
      fed.put(names.get(i), tensors[i]);
    }
    operator.input(slot, names);
    return this;
  }

  /** Let a slot read a weight. */
  public OperatorTester weight(String slot, Weight weight) {
    weights.put(slot, weight);
    operator.input(slot, slot);
    return this;
  }

  /** Let a slot read several weights. */
  public OperatorTester weights(String slot, Weight... several) {
    List<String> names = names(slot, several.length);
    for (int i = 0; i < several.length; i++) {
      weights.put(names.get(i), several[i]);
    }
    operator.input(slot, names);
    return this;
  }

  /** Let a slot read a weight of plain elements. */
  public OperatorTester weight(String slot, Tensor tensor) {
    return weight(slot, new Weight(tensor));
  }

  /** Set an option of the backend. */
  public OperatorTester option(String name, String value) {
    options.put(name, value);
    return this;
  }

  /** Set an attribute. */
  public OperatorTester attribute(String name, Attribute value) {
    operator.attribute(name, value);
    return this;
  }

  /** Set an INT attribute. */
  public OperatorTester attribute(String name, int value) {
    return attribute(name, new Attribute.IntValue(value));
  }

  /** Set a FLOAT attribute. */
  public OperatorTester attribute(String name, float value) {
    return attribute(name, new Attribute.FloatValue(value));
  }

  /** Set a BOOLEAN attribute. */
  public OperatorTester attribute(String name, boolean value) {
    return attribute(name, new Attribute.BooleanValue(value));
  }

  /** Set a STRING attribute. */
  public OperatorTester attribute(String name, String value) {
    return attribute(name, new Attribute.Text(value));
  }

  /** Set an INTS attribute. */
  public OperatorTester attribute(String name, List<Integer> values) {
    return attribute(name, new Attribute.Ints(values));
  }

  /** Fetch an output slot's only variable; an operator that is told of no slot is fetched {@code Out}. */
  public OperatorTester output(String slot) {
    return output(slot, 1);
  }

  /** Fetch an output slot's variables. */
  public OperatorTester output(String slot, int count) {
    List<String> names = names(slot, count);
    operator.output(slot, names);
    fetched.addAll(names);
    return this;
  }

  /** Return the first output, without sequences. */
  public Tensor run() {
    return outputs().getFirst().tensor();
  }

  /** Return the outputs in the order in which they were asked for. */
  public List<LodTensor> outputs() {
    if (fetched.isEmpty()) {
      output("Out");
    }
    Backend backend = new ArmBackend();
    options.putIfAbsent("optimize", "false");
    try (Predictor predictor = backend.compile(program(), Options.of(backend, options), Providers.load())
        .newPredictor()) {
      Map<String, Value> results = predictor.run(fed);
      return fetched.stream().map(name -> copy((LodTensor) results.get(name))).toList();
    }
  }

  /** Require that the program or its inputs are refused, and return in which words. */
  public String refusal() {
    return assertThrows(OarException.class, this::outputs).getMessage();
  }

  private Program program() {
    List<Variable> variables = new ArrayList<>();
    fed.forEach((name, value) -> variables.add(declaration(name, value)));
    weights.forEach((name, weight) -> variables.add(Variable.weight(name, DataType.FLOAT32, weight.shape())));
    fetched.forEach(name -> variables.add(new Variable(name, Variable.Kind.LOD_TENSOR, Optional.empty(),
        Optional.empty(), 0, false, new LinkedHashMap<>())));
    List<String> inputs = List.copyOf(fed.keySet());
    Stream<Operator> feeds = inputs.stream()
        .map(name -> endpoint("feed", inputs.indexOf(name)).output("Out", name).build());
    Stream<Operator> fetches = fetched.stream()
        .map(name -> endpoint("fetch", fetched.indexOf(name)).input("X", name).build());
    List<Operator> operators = Stream.of(feeds, Stream.of(operator.build()), fetches).flatMap(part -> part).toList();
    return new Program(new Block(variables, operators), weights);
  }

  private static Variable declaration(String name, LodTensor value) {
    return new Variable(name, Variable.Kind.LOD_TENSOR, Optional.of(value.tensor().type()),
        Optional.of(value.tensor().shape()), value.levelOfDetail().depth(), false, new LinkedHashMap<>());
  }

  private static Operator.Builder endpoint(String type, int column) {
    return Operator.builder(type).attribute("col", column);
  }

  private static List<String> names(String slot, int count) {
    return count == 1
        ? List.of(slot)
        : IntStream.range(0, count).mapToObj(i -> slot + "_" + i).toList();
  }

  /** A result lives in the memory of its predictor. */
  private static LodTensor copy(LodTensor value) {
    Tensor tensor = value.tensor();
    return new LodTensor(Tensor.copyOf(tensor.type(), tensor.shape(), tensor.data()), value.levelOfDetail());
  }

  /** Return a tensor of any real type, its elements converted. */
  public static Tensor tensor(DataType type, Shape shape, double... values) {
    MemorySegment memory = Tensor.allocate(type, shape);
    Elements elements = Elements.of(type, memory);
    for (int i = 0; i < values.length; i++) {
      elements.set(i, values[i]);
    }
    return new Tensor(type, shape, memory);
  }

  /** Return the elements of a tensor of any real type. */
  public static double[] elements(Tensor tensor) {
    return LongStream.range(0, tensor.elementCount()).mapToDouble(tensor::doubleAt).toArray();
  }
}
