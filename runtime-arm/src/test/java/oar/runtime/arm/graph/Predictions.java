package oar.runtime.arm.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import oar.api.Backend;
import oar.api.Options;
import oar.api.Predictor;
import oar.api.Providers;
import oar.api.model.DataType;
import oar.api.model.LodTensor;
import oar.api.model.Program;
import oar.api.model.Shape;
import oar.api.model.Tensor;
import oar.api.model.Value;
import oar.api.model.Variable;
import oar.runtime.arm.ArmBackend;

/** Predicts with two programs on the same random inputs. */
final class Predictions {
  private static final long SEED = 20_240_601;
  private static final double TOLERANCE = 1e-5;
  private static final int UNKNOWN_DIMENSION = 2;

  private Predictions() {}

  /** Require that two programs compute the same, within a part of the largest output. */
  static void assertSame(Program one, Program other) {
    Map<String, LodTensor> inputs = new LinkedHashMap<>();
    Random random = new Random(SEED);
    for (Variable input : one.inputs()) {
      inputs.put(input.name(), new LodTensor(random(input, random)));
    }
    List<Tensor> expected = predict(one, inputs);
    List<Tensor> found = predict(other, inputs);
    assertEquals(expected.size(), found.size(), "number of outputs");
    for (int i = 0; i < expected.size(); i++) {
      assertSame(expected.get(i), found.get(i), "output " + i + " for inputs of seed " + SEED);
    }
  }

  private static void assertSame(Tensor expected, Tensor found, String what) {
    assertEquals(expected.toString(), found.toString(), what);
    double largest = 0;
    for (long i = 0; i < expected.elementCount(); i++) {
      largest = Math.max(largest, Math.abs(expected.doubleAt(i)));
    }
    for (long i = 0; i < expected.elementCount(); i++) {
      assertEquals(expected.doubleAt(i), found.doubleAt(i), TOLERANCE * largest, what + ", element " + i);
    }
  }

  private static Tensor random(Variable input, Random random) {
    long[] dimensions = input.shape().orElseThrow().dimensions();
    for (int i = 0; i < dimensions.length; i++) {
      dimensions[i] = dimensions[i] == Shape.UNKNOWN ? UNKNOWN_DIMENSION : dimensions[i];
    }
    Shape shape = Shape.of(dimensions);
    float[] floats = new float[Math.toIntExact(shape.elementCount())];
    long[] longs = new long[floats.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) random.nextGaussian() * 4;
      longs[i] = random.nextInt(-9, 10);
    }
    return input.type().orElseThrow() == DataType.INT64 ? Tensor.of(shape, longs) : Tensor.of(shape, floats);
  }

  private static List<Tensor> predict(Program program, Map<String, LodTensor> inputs) {
    Backend backend = new ArmBackend();
    Options options = Options.of(backend, Map.of("optimize", "false"));
    try (Predictor predictor = backend.compile(program, options, Providers.load()).newPredictor()) {
      Map<String, Value> results = predictor.run(inputs);
      return program.outputs().stream().map(output -> copy((LodTensor) results.get(output.name()))).toList();
    }
  }

  /** A result lives in the memory of its predictor. */
  private static Tensor copy(LodTensor value) {
    return Tensor.copyOf(value.tensor().type(), value.tensor().shape(), value.tensor().data());
  }
}
