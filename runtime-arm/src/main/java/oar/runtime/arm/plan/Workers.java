package oar.runtime.arm.plan;

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
      helpers[i - 1].give(task, i * share, Math.min((i + 1) * share, count));
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
      helper.end();
    }
  }

  /** Waits for shares of tasks. What it is given is written before, and read behind, {@code state}. */
  private static final class Helper extends Thread {
    private static final int IDLE = 0;
    private static final int WORKING = 1;
    private static final int ENDED = 2;

    private final Scratch scratch = new Scratch();
    private RangeTask task;
    private long from;
    private long to;
    private Throwable failure;
    private volatile int state = IDLE;
    private volatile boolean isAsleep;

    void give(RangeTask newTask, long newFrom, long newTo) {
      task = newTask;
      from = newFrom;
      to = newTo;
      become(WORKING);
    }

    void end() {
      become(ENDED);
    }

    private void become(int newState) {
      state = newState;
      if (isAsleep) {
        LockSupport.unpark(this);
      }
    }

    void await() {
      for (int spins = 0; state == WORKING; spins++) {
        if (spins < SPINS) {
          Thread.onSpinWait();
        } else {
          Thread.yield();
        }
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
      while (isGivenMore()) {
        try {
          task.run(from, to, scratch);
        } catch (RuntimeException | Error e) {
          failure = e;
        } finally {
          task = null;
          state = IDLE;
        }
      }
    }

    /** Wait for something to do; return whether there is something. */
    private boolean isGivenMore() {
      for (int spins = 0; state == IDLE; spins++) {
        if (spins < SPINS) {
          Thread.onSpinWait();
        } else {
          sleep();
        }
      }
      return state == WORKING;
    }

    private void sleep() {
      isAsleep = true;
      if (state == IDLE) {
        LockSupport.park(this);
      }
      isAsleep = false;
    }
  }
}
