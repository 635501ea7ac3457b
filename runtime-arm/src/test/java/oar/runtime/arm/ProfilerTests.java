package oar.runtime.arm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import oar.api.CompiledModel;
import oar.api.MachineLimits;
import oar.api.OperatorCost;
import oar.api.OperatorCost.Arithmetic;
import oar.api.Options;
import oar.api.Predictor;
import oar.api.Profiler;
import oar.api.Providers;
import oar.api.model.Block;
import oar.api.model.DataType;
import oar.api.model.LodTensor;
import oar.api.model.Operator;
import oar.api.model.Program;
import oar.api.model.Shape;
import oar.api.model.Tensor;
import oar.api.model.Variable;
import oar.api.model.Weight;
import org.junit.jupiter.api.Test;

class ProfilerTests {
  private static final int ROWS = 3;
  private static final int DEPTH = 40;
  private static final int COLUMNS = 50;
  private static final Map<String, LodTensor> INPUTS = Map.of("x",
      new LodTensor(Tensor.of(Shape.of(ROWS, DEPTH), new float[ROWS * DEPTH])));

  /** A matrix product, whose softmax is given back. */
  private static Program program() {
    List<Variable> variables = List.of(Variable.tensor("x", DataType.FLOAT32, Shape.of(-1, DEPTH)),
        Variable.tensor("product", DataType.FLOAT32, Shape.of(-1, COLUMNS)),
        Variable.tensor("y", DataType.FLOAT32, Shape.of(-1, COLUMNS)));
    return new Program(new Block(variables, List.of(operator("feed", "feed", "x"),
        Operator.builder("matmul_v2").input("X", "x").input("Y", "w").output("Out", "product").build(),
        operator("softmax", "product", "y"), operator("fetch", "y", "fetch"))),
        Map.of("w", new Weight(Tensor.of(Shape.of(DEPTH, COLUMNS), new float[DEPTH * COLUMNS]))));
  }

  private static Operator operator(String type, String from, String to) {
    return Operator.builder(type).input("X", from).output("Out", to).build();
  }

  private static CompiledModel compile(Program program, Map<String, String> options) {
    ArmBackend backend = new ArmBackend();
    return backend.compile(program, Options.of(backend, options), Providers.load());
  }

  @Test
  void theCostsAreThoseOfTheLastRunInOrder() {
    try (Profiler profiler = compile(program(), Map.of("optimize", "false")).newProfiler().orElseThrow()) {
      assertEquals(List.of(), profiler.costs());
      profiler.run(INPUTS);
      profiler.run(INPUTS);
      List<OperatorCost> costs = profiler.costs();
      assertEquals(List.of("matmul_v2", "softmax"), costs.stream().map(OperatorCost::operator).toList());
      assertEquals(List.of(List.of("product"), List.of("y")), costs.stream().map(OperatorCost::outputs).toList());
      assertEquals(List.of((long) ROWS * DEPTH * COLUMNS, 0L),
          costs.stream().map(OperatorCost::multiplyAdds).toList());
      assertTrue(costs.stream().allMatch(cost -> cost.nanoseconds() > 0), costs.toString());
    }
  }

  @Test
  void aProfilerPredictsAsAPredictorDoes() {
    CompiledModel model = compile(program(), Map.of());
    try (Profiler profiler = model.newProfiler().orElseThrow(); Predictor predictor = model.newPredictor()) {
      assertEquals(predictor.run(INPUTS), profiler.run(INPUTS));
    }
  }

  @Test
  void theArithmeticIsWhatTheProductsAreComputedIn() {
    Providers providers = Providers.load();
    Weight quantized = providers.quantizer("int8").quantize("w", program().weights().get("w"), 1,
        Options.defaults(providers.quantizer("int8")));
    Program program = program().withWeights(Map.of("w", quantized));
    for (Arithmetic arithmetic : Arithmetic.values()) {
      String mode = arithmetic == Arithmetic.INTEGER ? "integer" : "dequantized";
      try (Profiler profiler = compile(program, Map.of("mode", mode)).newProfiler().orElseThrow()) {
        profiler.run(INPUTS);
        assertEquals(arithmetic, profiler.costs().getFirst().arithmetic());
      }
    }
  }

  @Test
  void memoryAndLimitsAreToldOfAnyNumberOfThreads() {
    for (int threads : new int[]{1, 2}) {
      CompiledModel model = compile(program(), Map.of("threads", "" + threads));
      try (Profiler profiler = model.newProfiler().orElseThrow()) {
        profiler.run(INPUTS);
        assertTrue(profiler.workBytes() >= ROWS * (DEPTH + COLUMNS) * Float.BYTES, "" + profiler.workBytes());
        MachineLimits limits = profiler.measureLimits();
        assertTrue(limits.floatOperations() > 0 && limits.integerOperations() > 0 && limits.bytesPerSecond() > 0,
            limits.toString());
      }
    }
  }
}
