package acme.service;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import oar.api.model.Shape;
import oar.api.model.Tensor;

/** Sends requests to the service from many threads, and tells how many different answers came. */
public final class Main {
  private static final int REQUESTS = 1000;
  private static final int THREADS = 16;

  private Main() {}

  /** Run with the folder of a model that takes images {@code [1, 1, 8, 8]}. */
  public static void main(String[] arguments) throws Exception {
    try (PredictionService service = new PredictionService(Path.of(arguments[0]));
        ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      List<Future<Tensor>> answers = new ArrayList<>();
      for (int i = 0; i < REQUESTS; i++) {
        Tensor image = image(i % 10);
        answers.add(threads.submit(() -> service.predict(image)));
      }
      Set<Tensor> different = new HashSet<>();
      for (Future<Tensor> answer : answers) {
        different.add(answer.get());
      }
      System.out.println(REQUESTS + " answers from " + THREADS + " threads, " + different.size() + " different ones");
    }
  }

  private static Tensor image(int pattern) {
    float[] pixels = new float[64];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (i * (pattern + 1)) % 17 / 16f;
    }
    return Tensor.of(Shape.of(1, 1, 8, 8), pixels);
  }
}
