package oar.runtime.arm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import oar.api.Options;
import oar.api.Predictor;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds runs with inputs of the same types and shapes to making no object, on the calling thread and on helpers. */
class AllocationTests {
  private static final int WARM_UP = 2000;
  private static final int TRIES = 20;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int ROWS = 64;
  private static final int COLUMNS = 1000;

  /** Operators of every family that a FLOAT32 network has beside convolutions and products. */
  private static Program program() {
    List<Operator> operators = new ArrayList<>();
    operators.add(Operator.builder("feed").input("X", "feed").output("Out", "x").attribute("col", 0).build());
    operators.add(Operator.builder("tanh").input("X", "x").output("Out", "a").build());
    operators.add(Operator.builder("elementwise_add").input("X", "a").input("Y", "w").output("Out", "b").build());
    operators.add(Operator.builder("elementwise_mul").input("X", "b").input("Y", "x").output("Out", "c").build());
    operators.add(Operator.builder("softmax").input("X", "c").output("Out", "d").attribute("axis", -1).build());
    operators.add(Operator.builder("scale").input("X", "d").output("Out", "y").attribute("scale", 2f).build());
    operators.add(Operator.builder("fetch").input("X", "y").output("Out", "fetch").attribute("col", 0).build());
    List<Variable> variables = List.of(Variable.tensor("x", DataType.FLOAT32, Shape.of(-1, COLUMNS)),
        Variable.tensor("y", DataType.FLOAT32, Shape.of(-1, COLUMNS)));
    return new Program(new Block(variables, operators),
        Map.of("w", new Weight(Tensor.of(Shape.of(COLUMNS), new float[COLUMNS]))));
  }

  private static Predictor predictor(int threads) {
    ArmBackend backend = new ArmBackend();
    return backend.compile(program(), Options.of(backend, Map.of("threads", "" + threads)), Providers.load())
        .newPredictor();
  }

  private static Map<String, LodTensor> inputs(int rows) {
    return Map.of("x", new LodTensor(Tensor.of(Shape.of(rows, COLUMNS), new float[rows * COLUMNS])));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void aRunAgainMakesNoObject(int threads) {
    try (Predictor predictor = predictor(threads)) {
      Map<String, LodTensor> inputs = inputs(ROWS);
      assertEquals(0, leastAllocation(() -> predictor.run(inputs)));
    }
  }

  @Test
  void inputsInAnotherMapOfOtherTensorsMakeNoneButTheTensorsOwn() {
    try (Predictor predictor = predictor(1)) {
      List<Map<String, LodTensor>> turns = List.of(inputs(ROWS), new LinkedHashMap<>(inputs(ROWS)));
      for (Map<String, LodTensor> inputs : turns) {
        assertEquals(0, leastAllocation(() -> predictor.run(inputs)));
      }
    }
  }

  /** The JVM may allocate for itself at any time, as when it compiles, so the least of several tries counts. */
  private static long leastAllocation(Runnable run) {
    for (int i = 0; i < WARM_UP; i++) {
      run.run();
    }
    return LongStream.range(0, TRIES).map(_ -> allocation(run)).min().orElseThrow();
  }

  private static long allocation(Runnable run) {
    long[] helpers = Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("oar-worker")).mapToLong(Thread::threadId).toArray();
    long ofHelpers = LongStream.of(THREADS.getThreadAllocatedBytes(helpers)).sum();
    long before = THREADS.getCurrentThreadAllocatedBytes();
    run.run();
    long own = THREADS.getCurrentThreadAllocatedBytes() - before;
    return own + LongStream.of(THREADS.getThreadAllocatedBytes(helpers)).sum() - ofHelpers;
  }
}
