package oar.api;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import oar.api.error.OarException;
import oar.api.error.ProviderException;

/**
 * Calls code that is no part of Oar, each time in a thread of its own, so that whatever it does wrong ends as a failure that
 * names it.
 *
 * @param owner kind, id and jar
 * @param loader the class loader that the code's libraries are to find in the thread
 * @param limit how long a call may take
 */
record Guard(String owner, ClassLoader loader, Duration limit) {
  /**
   * Do a piece of work.
   *
   * @param name of the method, for messages
   * @throws OarException as the work throws it; a {@link ProviderException} for anything else, and if it takes too long
   * @throws IOException as the work throws it
   */
  <T> T call(String name, Callable<T> work) throws IOException {
    FutureTask<T> task = new FutureTask<>(work);
    Thread thread = Thread.ofPlatform().daemon().name(owner + ", " + name).unstarted(task);
    thread.setContextClassLoader(loader);
    thread.start();
    try {
      return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw failure(name, unwrap(e.getCause()));
    } catch (TimeoutException e) {
      task.cancel(true);
      throw new ProviderException(owner + " has not returned from " + name + " within " + inWords(limit)
          + "; it was left behind", e);
    } catch (InterruptedException e) {
      task.cancel(true);
      Thread.currentThread().interrupt();
      throw new ProviderException(owner + " was interrupted in " + name, e);
    }
  }

  private static Throwable unwrap(Throwable failure) {
    return failure instanceof InvocationTargetException wrapper ? wrapper.getCause() : failure;
  }

  private OarException failure(String name, Throwable cause) throws IOException {
    return switch (cause) {
      case OarException refusal -> refusal;
      case IOException failed -> throw failed;
      default -> new ProviderException(owner + " fails in " + name + ": " + FailureText.of(cause), cause);
    };
  }

  private static String inWords(Duration duration) {
    return duration.toMillis() % 1000 == 0 ? duration.toSeconds() + " s" : duration.toMillis() + " ms";
  }
}
