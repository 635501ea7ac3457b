package oar.runtime.arm.plan;

import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import oar.runtime.arm.kernel.Scratch;

/**
 * The threads of one predictor: the calling one and helpers that live as long as the predictor. A range is cut into one share
 * for each thread beforehand, so that none waits for another but at the end.
 */
public final class Workers implements Workspace, AutoCloseable {
  /** How often a helper looks for work before it sleeps: long enough to bridge the gap between two operations. */
  private static final int SPINS = 20_000;

  private final Scratch scratch = new Scratch();
  private final Helper[] helpers;

  /**
   * Start helpers.
   *
   * @param threads 1 or more, the calling thread included
   */
  public Workers(int threads) {
    helpers = new Helper[threads - 1];
    for (int i = 0; i < helpers.length; i++) {
      helpers[i] = new Helper();
      helpers[i].setDaemon(true);
      helpers[i].setName("oar-worker-" + (i + 1));
      helpers[i].start();
    }
  }

  @Override
  public int threads() {
    return helpers.length + 1;
  }

  @Override
  public void parallel(long count, long grain, RangeTask task) {
    int shares = (int) Math.max(1, Math.min(threads(), Math.ceilDiv(count, Math.max(grain, 1))));
    long share = Math.ceilDiv(count, shares);
    for (int i = 1; i < shares; i++) {
      helpers[i - 1].give(new Share(task, i * share, Math.min((i + 1) * share, count)));
    }
    try {
      task.run(0, Math.min(share, count), scratch);
    } finally {
      for (int i = 1; i < shares; i++) {
        helpers[i - 1].await();
      }
    }
    for (int i = 1; i < shares; i++) {
      helpers[i - 1].rethrowFailure();
    }
  }

  @Override
  public void close() {
    for (Helper helper : helpers) {
      helper.give(Share.END);
    }
  }

  private record Share(RangeTask task, long from, long to) {
    private static final Share END = new Share(null, 0, 0);
  }

  private static final class Helper extends Thread {
    private final AtomicReference<Share> work = new AtomicReference<>();
    private final Scratch scratch = new Scratch();
    private Throwable failure;

    void give(Share share) {
      work.set(share);
      LockSupport.unpark(this);
    }

    void await() {
      while (work.get() != null) {
        Thread.onSpinWait();
      }
    }

    void rethrowFailure() {
      if (failure != null) {
        Throwable thrown = failure;
        failure = null;
        if (thrown instanceof Error error) {
          throw error;
        }
        throw (RuntimeException) thrown;
      }
    }

    @Override
    public void run() {
      for (Share share = next(); share != Share.END; share = next()) {
        try {
          share.task.run(share.from, share.to, scratch);
        } catch (RuntimeException | Error e) {
          failure = e;
        } finally {
          work.set(null);
        }
      }
    }

    private Share next() {
      for (int spins = 0; work.get() == null; spins++) {
        if (spins < SPINS) {
          Thread.onSpinWait();
        } else {
          LockSupport.park(this);
        }
      }
      return work.get();
    }
  }
}
