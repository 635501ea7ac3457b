package oar.benchmarks.kernels;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import oar.api.CompiledModel;
import oar.api.MachineLimits;
import oar.api.OperatorCost;
import oar.api.Options;
import oar.api.Pipeline;
import oar.api.Predictor;
import oar.api.Profiler;
import oar.api.Providers;
import oar.api.Quantizer;
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

/** A program of one operator with a weight, ready to run on random numbers. */
final class OneOperator implements AutoCloseable {
  static final String INPUT = "x";
  static final String WEIGHT = "w";
  static final String OUTPUT = "y";
  private static final long SEED = 1;

  private final CompiledModel model;
  private final Predictor predictor;
  private final Map<String, LodTensor> inputs;

  /**
   * What the operator is.
   *
   * @param operator reads {@value #INPUT} and {@value #WEIGHT}, writes {@value #OUTPUT}
   * @param input shape
   * @param weight shape
   * @param output shape
   * @param channelAxis of the weight, along which it is quantized
   */
  record Definition(Operator operator, Shape input, Shape weight, Shape output, int channelAxis) {}

  OneOperator(Definition definition, Arithmetic arithmetic, int threads) {
    Providers providers = Providers.load();
    Weight weight = new Weight(random(definition.weight));
    Map<String, String> options = Map.of("threads", "" + threads, "mode", "integer", "optimize", "false");
    if (arithmetic == Arithmetic.INTEGER) {
      Quantizer quantizer = providers.quantizer("int8");
      weight = quantizer.quantize(WEIGHT, weight, definition.channelAxis, Options.defaults(quantizer));
    }
    model = new Pipeline(providers).compile(program(definition, weight), Pipeline.DEFAULT_BACKEND, options);
    predictor = model.newPredictor();
    inputs = Map.of(INPUT, new LodTensor(random(definition.input)));
  }

  private static Program program(Definition definition, Weight weight) {
    List<Variable> variables = List.of(Variable.tensor(INPUT, DataType.FLOAT32, definition.input),
        Variable.tensor(OUTPUT, DataType.FLOAT32, definition.output));
    Operator feed = Operator.builder("feed").input("X", "feed").output("Out", INPUT).build();
    Operator fetch = Operator.builder("fetch").input("X", OUTPUT).output("Out", "fetch").build();
    return new Program(new Block(variables, List.of(feed, definition.operator, fetch)), Map.of(WEIGHT, weight));
  }

  private static Tensor random(Shape shape) {
    MemorySegment memory = Tensor.allocate(DataType.FLOAT32, shape);
    SplittableRandom random = new SplittableRandom(SEED);
    for (long i = 0; i < shape.elementCount(); i++) {
      memory.setAtIndex(ValueLayout.JAVA_FLOAT, i, (float) random.nextDouble(-1, 1));
    }
    return new Tensor(DataType.FLOAT32, shape, memory);
  }

  Map<String, Value> run() {
    return predictor.run(inputs);
  }

  /**
   * What the operator is held against.
   *
   * @param multiplyAdds of one run
   * @param bytes that a run reads and writes at least: input, output, and weight as it is stored
   * @param isInteger whether products are computed in integers
   * @param limits of the machine
   */
  record Bounds(long multiplyAdds, long bytes, boolean isInteger, MachineLimits limits) {
    /** Return the microseconds that a run takes at least, by the bound that is the nearer one. */
    double microseconds() {
      double rate = isInteger ? limits.integerOperations() : limits.floatOperations();
      return 1e6 * Math.max(2.0 * multiplyAdds / rate, bytes / limits.bytesPerSecond());
    }

    /** Return whether reading and writing memory bounds a run, not the products. */
    boolean isOfMemory() {
      double rate = isInteger ? limits.integerOperations() : limits.floatOperations();
      return bytes / limits.bytesPerSecond() > 2.0 * multiplyAdds / rate;
    }
  }

  /** Measure what bounds a run. */
  static Bounds bounds(Definition definition, Arithmetic arithmetic, int threads) {
    try (OneOperator operator = new OneOperator(definition, arithmetic, threads);
        Profiler profiler = operator.model.newProfiler().orElseThrow()) {
      profiler.run(operator.inputs);
      long multiplyAdds = profiler.costs().stream().mapToLong(OperatorCost::multiplyAdds).sum();
      boolean isInteger = profiler.costs().stream()
          .anyMatch(cost -> cost.arithmetic() == OperatorCost.Arithmetic.INTEGER);
      long elements = definition.input.elementCount() + definition.output.elementCount();
      long weightBytes = definition.weight.elementCount() * (isInteger ? 1 : Float.BYTES);
      return new Bounds(multiplyAdds, elements * Float.BYTES + weightBytes, isInteger, profiler.measureLimits());
    }
  }

  @Override
  public void close() {
    predictor.close();
  }
}
