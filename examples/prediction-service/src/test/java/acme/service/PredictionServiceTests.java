package acme.service;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.stream.IntStream;
import oar.api.model.Shape;
import oar.api.model.Tensor;
import org.junit.jupiter.api.Test;

class PredictionServiceTests {
  @Test
  void manyThreadsGetWhatOneGets() throws Exception {
    try (PredictionService service = new PredictionService(Path.of("../digits"))) {
      Tensor image = Tensor.of(Shape.of(1, 1, 8, 8), new float[64]);
      Tensor expected = service.predict(image);
      IntStream.range(0, 200).parallel().forEach(i -> assertEquals(expected, service.predict(image)));
    }
  }
}
