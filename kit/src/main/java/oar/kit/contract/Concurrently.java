package oar.kit.contract;

import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Does one thing in many threads at once. */
final class Concurrently {
  private static final int THREADS = 8;

  private Concurrently() {}

  /**
   * Do it, and wait for the end.
   *
   * @throws AssertionError if it failed in one of the threads
   */
  static void run(Runnable work) throws InterruptedException {
    try (ExecutorService executor = Executors.newFixedThreadPool(THREADS)) {
      Callable<Object> task = Executors.callable(work);
      for (Future<Object> done : executor.invokeAll(Collections.nCopies(2 * THREADS, task))) {
        done.get();
      }
    } catch (ExecutionException e) {
      throw new AssertionError("one of several threads failed: " + e.getCause().getMessage(), e.getCause());
    }
  }
}
