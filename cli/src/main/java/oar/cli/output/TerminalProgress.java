package oar.cli.output;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;

/** Draws a bar on the standard error stream when the work has taken a second. */
final class TerminalProgress implements Progress {
  private static final long DELAY_MILLIS = 1000;
  private static final int INTERVAL_MILLIS = 200;
  private static final int WIDTH = 78;
  private static final long UNKNOWN_TOTAL = -1;

  private final String task;
  private final long total;
  private final CountDownLatch finished = new CountDownLatch(1);
  private final Thread painter;
  private volatile long done;

  TerminalProgress(String task, long total) {
    this.task = task;
    this.total = total == 0 ? UNKNOWN_TOTAL : total;
    painter = Thread.ofPlatform().daemon().name("progress").start(this::paint);
  }

  private void paint() {
    try {
      if (finished.await(DELAY_MILLIS, TimeUnit.MILLISECONDS)) {
        return;
      }
      try (ProgressBar bar = newBar()) {
        do {
          bar.stepTo(done);
        } while (!finished.await(INTERVAL_MILLIS, TimeUnit.MILLISECONDS));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private ProgressBar newBar() {
    PrintStream stream = new PrintStream(new FileOutputStream(FileDescriptor.err), true);
    return new ProgressBarBuilder().setTaskName(task).setInitialMax(total).setUpdateIntervalMillis(INTERVAL_MILLIS)
        .clearDisplayOnFinish().setConsumer(new ConsoleProgressBarConsumer(stream, WIDTH)).build();
  }

  @Override
  public void stepTo(long newDone) {
    done = newDone;
  }

  @Override
  public void close() {
    finished.countDown();
    try {
      painter.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
