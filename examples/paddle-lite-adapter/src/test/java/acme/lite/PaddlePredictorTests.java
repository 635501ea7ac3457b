package acme.lite;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import oar.api.Pipeline;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PaddlePredictorTests {
  @TempDir
  Path folder;

  private PaddlePredictor create() throws IOException {
    Path file = folder.resolve("digits.nb");
    new Pipeline().read(Path.of("../digits")).optimize().write(file);
    MobileConfig config = new MobileConfig();
    config.setModelFromFile(file.toString());
    config.setThreads(2);
    config.setPowerMode(PowerMode.LITE_POWER_NO_BIND);
    return PaddlePredictor.createPaddlePredictor(config);
  }

  /** The body is that of a demo of Paddle-Lite. */
  @Test
  void aDemoRunsAsItDoesWithPaddleLite() throws IOException {
    PaddlePredictor predictor = create();
    long[] dimensions = {1, 1, 8, 8};
    float[] image = new float[64];
    Arrays.fill(image, 0.5f);

    Tensor input = predictor.getInput(0);
    assertTrue(input.resize(dimensions));
    assertTrue(input.setData(image));
    assertTrue(predictor.run());
    Tensor output = predictor.getOutput(0);

    assertArrayEquals(new long[]{1, 10}, output.shape());
    double sum = 0;
    for (float probability : output.getFloatData()) {
      sum += probability;
    }
    assertEquals(1, sum, 1e-5);
    assertTrue(output.isReadOnly());
    assertFalse(output.setData(new float[10]));
  }

  @Test
  void dataMustBeAsMuchAsTheShapeAsksFor() throws IOException {
    Tensor input = create().getInput(0);
    assertFalse(input.setData(new float[64]));
    input.resize(new long[]{1, 1, 8, 8});
    assertFalse(input.setData(new float[63]));
    assertTrue(input.setData(new float[64]));
  }

  @Test
  void whatCannotBeLoadedIsNull() {
    MobileConfig config = new MobileConfig();
    config.setModelFromFile(folder.resolve("missing.nb").toString());
    assertNull(PaddlePredictor.createPaddlePredictor(config));
    assertThrows(IllegalArgumentException.class, () -> PaddlePredictor.createPaddlePredictor(new ConfigBase()));
  }
}
