package oar.runtime.arm.op.attention;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import oar.api.model.Shape;
import oar.api.model.Tensor;
import oar.runtime.arm.op.OperatorTester;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Holds attention to its definition. */
class AttentionTests {
  private static final long SEED = 20260707;

  private final Random random = new Random(SEED);

  private Tensor random(long... dimensions) {
    Shape shape = Shape.of(dimensions);
    float[] values = new float[Math.toIntExact(shape.elementCount())];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextFloat() * 2 - 1;
    }
    return Tensor.of(shape, values);
  }

  /** Return an element of [batch, rows, heads, elements] or of a mask, where a dimension of 1 stands for any. */
  private static double at(Tensor tensor, long... indexes) {
    long place = 0;
    for (int i = 0; i < indexes.length; i++) {
      long extent = tensor.shape().dimension(i);
      place = place * extent + (extent == 1 ? 0 : indexes[i]);
    }
    return tensor.doubleAt(place);
  }

  private static float[] byDefinition(Tensor query, Tensor key, Tensor value, Tensor mask, float scale) {
    int batch = (int) Math.max(query.shape().dimension(0), mask.shape().dimension(0));
    int queries = (int) query.shape().dimension(1);
    int heads = (int) query.shape().dimension(2);
    int keys = (int) key.shape().dimension(1);
    int width = (int) value.shape().dimension(3);
    float[] result = new float[batch * queries * heads * width];
    for (int place = 0; place < batch * queries * heads; place++) {
      int b = place / heads / queries;
      int q = place / heads % queries;
      int h = place % heads;
      double[] powers = new double[keys];
      double sum = 0;
      for (int k = 0; k < keys; k++) {
        double score = 0;
        for (int d = 0; d < query.shape().dimension(3); d++) {
          score += at(query, b, q, h, d) * at(key, b, k, h, d);
        }
        powers[k] = Math.exp(scale * score + at(mask, b, h, q, k));
        sum += powers[k];
      }
      for (int w = 0; w < width; w++) {
        double element = 0;
        for (int k = 0; k < keys; k++) {
          element += powers[k] / sum * at(value, b, k, h, w);
        }
        result[place * width + w] = (float) element;
      }
    }
    return result;
  }

  @ParameterizedTest
  @CsvSource({"1,5,7,2,8,3", "2,20,20,3,16,16", "1,1,40,1,4,33", "3,130,65,1,5,2", "1,300,300,2,32,32"})
  void attentionEqualsTheDefinition(int batch, int queries, int keys, int heads, int depth, int width) {
    Tensor query = random(batch, queries, heads, depth);
    Tensor key = random(batch, keys, heads, depth);
    Tensor value = random(batch, keys, heads, width);
    Tensor[] masks = {random(batch, 1, 1, keys), random(1, heads, queries, keys), random(1, 1, queries, keys)};
    for (Tensor mask : masks) {
      float[] expected = byDefinition(query, key, value, mask, 0.3f);
      for (int threads = 1; threads <= 2; threads++) {
        float[] actual = new OperatorTester(Attention.TYPE).input("Query", query).input("Key", key)
            .input("Value", value).input("Mask", mask).attribute("scale", 0.3f)
            .option("threads", String.valueOf(threads)).run().toFloats();
        assertArrayEquals(expected, actual, 1e-5f, "mask " + mask.shape() + ", seed " + SEED);
      }
    }
  }

  @Test
  void aMaskForMoreBatchesMakesThemMore() {
    Tensor query = random(1, 4, 2, 8);
    Tensor key = random(1, 6, 2, 8);
    Tensor value = random(1, 6, 2, 5);
    Tensor mask = random(3, 1, 1, 6);
    assertArrayEquals(byDefinition(query, key, value, mask, 1), new OperatorTester(Attention.TYPE)
        .input("Query", query).input("Key", key).input("Value", value).input("Mask", mask).run().toFloats(), 1e-5f);
  }

  @Test
  void keysAndValuesOfDifferentLengthsAreRefused() {
    String refusal = new OperatorTester(Attention.TYPE).input("Query", random(1, 4, 2, 8))
        .input("Key", random(1, 6, 2, 8)).input("Value", random(1, 5, 2, 8)).refusal();
    assertTrue(refusal.contains("[batch, keys, heads, depth]"), refusal);
  }
}
