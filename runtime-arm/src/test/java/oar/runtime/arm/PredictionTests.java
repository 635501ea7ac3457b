package oar.runtime.arm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import oar.api.CompiledModel;
import oar.api.Options;
import oar.api.Predictor;
import oar.api.Providers;
import oar.api.error.InvalidInputException;
import oar.api.error.InvalidProgramException;
import oar.api.error.UnsupportedProgramException;
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

class PredictionTests {
  private static final Map<String, String> AS_WRITTEN = Map.of("optimize", "false");

  /** Wrap operators in a program that is fed {@code x} and gives back {@code y}. */
  private static Program program(Map<String, Weight> weights, Operator... operators) {
    List<Operator> all = new ArrayList<>();
    all.add(Operator.builder("feed").input("X", "feed").output("Out", "x").attribute("col", 0).build());
    all.addAll(List.of(operators));
    all.add(Operator.builder("fetch").input("X", "y").output("Out", "fetch").attribute("col", 0).build());
    List<Variable> variables = List.of(Variable.tensor("x", DataType.FLOAT32, Shape.of(-1, 4)),
        Variable.tensor("y", DataType.FLOAT32, Shape.of(-1, 4)));
    return new Program(new Block(variables, all), weights);
  }

  private static Operator operator(String type, String from, String to) {
    return Operator.builder(type).input("X", from).output("Out", to).build();
  }

  private static CompiledModel compile(Program program) {
    ArmBackend backend = new ArmBackend();
    return backend.compile(program, Options.of(backend, AS_WRITTEN), Providers.load());
  }

  private static Tensor run(Predictor predictor, Tensor x) {
    return ((LodTensor) predictor.run(Map.of("x", new LodTensor(x))).get("y")).tensor();
  }

  @Test
  void onePredictorTakesInputsOfManyShapes() {
    Program program = program(Map.of(), operator("exp", "x", "a"), operator("relu", "a", "y"));
    try (Predictor predictor = compile(program).newPredictor()) {
      for (int rows : new int[]{1, 3, 2, 20, 1, 5, 6, 7, 8, 9, 10, 11, 12, 3}) {
        Tensor y = run(predictor, Tensor.of(Shape.of(rows, 4), new float[4 * rows]));
        assertEquals(Shape.of(rows, 4), y.shape());
        for (float value : y.toFloats()) {
          assertEquals(1, value);
        }
      }
    }
  }

  @Test
  void shapesThatDependOnElementsArePlannedWhenTheyAreReached() {
    Weight five = new Weight(Tensor.of(Shape.of(1), 5f));
    Program program = program(Map.of("five", five),
        Operator.builder("reduce_sum").input("X", "x").output("Out", "sum").attribute("reduce_all", true)
            .attribute("keep_dim", false).build(),
        Operator.builder("cast").input("X", "sum").output("Out", "count").attribute("out_dtype", 3).build(),
        Operator.builder("unsqueeze2").input("X", "count").output("Out", "shape").attribute("axes", List.of(0)).build(),
        Operator.builder("fill_constant").input("ShapeTensor", "shape").input("ValueTensor", "five").output("Out", "y")
            .attribute("dtype", 5).build());
    try (Predictor predictor = compile(program).newPredictor()) {
      for (float count : new float[]{3, 1, 0, 3, 40, 2}) {
        float[] y = run(predictor, Tensor.of(Shape.of(1, 4), count, 0f, 0f, 0f)).toFloats();
        assertEquals((int) count, y.length);
        for (float value : y) {
          assertEquals(5, value);
        }
      }
    }
  }

  @Test
  void predictorsOfOneModelRunSideBySide() throws InterruptedException {
    CompiledModel model = compile(program(Map.of(), operator("square", "x", "a"), operator("sqrt", "a", "y")));
    List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
    List<Thread> threads = new ArrayList<>();
    for (int number = 1; number <= 4; number++) {
      float value = number;
      threads.add(Thread.ofPlatform().uncaughtExceptionHandler((thread, failure) -> failures.add(failure)).start(() -> {
        try (Predictor predictor = model.newPredictor()) {
          for (int i = 0; i < 200; i++) {
            assertArrayEquals(new float[]{value, value, value, value},
                run(predictor, Tensor.of(Shape.of(1, 4), value, value, value, value)).toFloats());
          }
        }
      }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertEquals(List.of(), failures);
  }

  @Test
  void severalThreadsOfOnePredictorGiveWhatOneGives() {
    Program program = program(Map.of(), operator("exp", "x", "a"), operator("tanh", "a", "y"));
    float[] values = new float[4 * 10_000];
    for (int i = 0; i < values.length; i++) {
      values[i] = (i - values.length / 2) * 1e-4f;
    }
    Tensor x = Tensor.of(Shape.of(10_000, 4), values);
    ArmBackend backend = new ArmBackend();
    CompiledModel threaded = backend.compile(program, Options.of(backend, Map.of("threads", "3")), Providers.load());
    try (Predictor one = compile(program).newPredictor(); Predictor three = threaded.newPredictor()) {
      assertArrayEquals(run(one, x).toFloats(), run(three, x).toFloats());
    }
  }

  @Test
  void everythingThatIsNotSupportedIsSaidAtOnce() {
    Program program = program(Map.of(), operator("conjure", "x", "a"), operator("banish", "a", "y"));
    UnsupportedProgramException refusal = assertThrows(UnsupportedProgramException.class, () -> compile(program));
    assertEquals(List.of("operator type conjure is not supported", "operator type banish is not supported"),
        refusal.problems());
  }

  @Test
  void operatorThatReadsNothingIsNamed() {
    InvalidProgramException refusal = assertThrows(InvalidProgramException.class,
        () -> compile(program(Map.of(), operator("relu", "z", "y"))));
    assertEquals("operator relu -> [y]: input X is z, which no operator before this one writes", refusal.getMessage());
  }

  @Test
  void wrongInputsAreNamed() {
    try (Predictor predictor = compile(program(Map.of(), operator("relu", "x", "y"))).newPredictor()) {
      Map<String, LodTensor> inputs = new LinkedHashMap<>();
      assertEquals("input x is missing", refusal(predictor, inputs));
      inputs.put("x", new LodTensor(Tensor.of(Shape.of(1, 4), 1, 2, 3, 4)));
      assertEquals("input x is of int32; it must be of float32", refusal(predictor, inputs));
      inputs.put("x", new LodTensor(Tensor.of(Shape.of(4), 1f, 2f, 3f, 4f)));
      assertTrue(refusal(predictor, inputs).startsWith("input x has shape [4]; it must have rank 2"));
      inputs.put("z", new LodTensor(Tensor.of(Shape.of(1), 1f)));
      assertEquals("the model has no input 'z'; its inputs are [x]", refusal(predictor, inputs));
    }
  }

  @Test
  void aScalarFitsADeclarationOfOneElement() {
    Program relu = program(Map.of(), operator("relu", "x", "y"));
    List<Variable> single = Stream.of("x", "y").map(name -> Variable.tensor(name, DataType.FLOAT32, Shape.of(1)))
        .toList();
    Program declared = relu.withBlocks(List.of(relu.mainBlock().withVariables(single)));
    try (Predictor predictor = compile(declared).newPredictor()) {
      assertEquals(Shape.SCALAR, run(predictor, Tensor.of(Shape.SCALAR, 1f)).shape());
      assertEquals(Shape.of(1), run(predictor, Tensor.of(Shape.of(1), 1f)).shape());
    }
  }

  private static String refusal(Predictor predictor, Map<String, LodTensor> inputs) {
    return assertThrows(InvalidInputException.class, () -> predictor.run(inputs)).getMessage();
  }

  @Test
  void aRunThatFailsLeavesThePredictorUsable() {
    Operator reshape = Operator.builder("reshape2").input("X", "x").output("Out", "y").attribute("shape", List.of(2, 2))
        .build();
    try (Predictor predictor = compile(program(Map.of(), reshape)).newPredictor()) {
      assertThrows(InvalidProgramException.class, () -> run(predictor, Tensor.of(Shape.of(2, 4), new float[8])));
      assertEquals(Shape.of(2, 2), run(predictor, Tensor.of(Shape.of(1, 4), new float[4])).shape());
    }
  }
}
