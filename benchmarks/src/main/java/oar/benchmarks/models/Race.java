package oar.benchmarks.models;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * Lets contenders predict in turns, so that whatever else the machine does hits all of them alike. The threads of an engine may
 * go on waiting for work for a while after a prediction; a pause between turns keeps them off the next contender's time.
 */
final class Race {
  private static final double SECOND = 1e9;
  private static final long PAUSE_MILLISECONDS = 10;
  private static final long TURN_NANOSECONDS = 150_000_000;

  private final List<Lane> lanes;
  private final long warmUp;
  private final long nanoseconds;

  /**
   * Prepare a race.
   *
   * @param contenders name to contender
   * @param warmUpSeconds how long each contender predicts before that counts
   * @param seconds how long each contender predicts then
   */
  Race(SequencedMap<String, Contender> contenders, double warmUpSeconds, double seconds) {
    this.lanes = contenders.entrySet().stream().map(entry -> new Lane(entry.getKey(), entry.getValue())).toList();
    this.warmUp = (long) (warmUpSeconds * SECOND);
    this.nanoseconds = (long) (seconds * SECOND);
  }

  /** Run it, and return each contender's timing by its name. */
  SequencedMap<String, Timing> run() throws Exception {
    takeTurns(warmUp);
    for (Lane lane : lanes) {
      lane.reset();
    }
    takeTurns(nanoseconds);
    SequencedMap<String, Timing> timings = new LinkedHashMap<>();
    for (Lane lane : lanes) {
      timings.put(lane.name, Timing.of(Arrays.copyOf(lane.durations, lane.count)));
    }
    return timings;
  }

  private void takeTurns(long perContender) throws Exception {
    boolean isRunning = true;
    while (isRunning) {
      isRunning = false;
      for (Lane lane : lanes) {
        if (lane.total < perContender) {
          lane.turn(Math.min(TURN_NANOSECONDS, perContender));
          isRunning = true;
          Thread.sleep(PAUSE_MILLISECONDS);
        }
      }
    }
  }

  private static final class Lane {
    private final String name;
    private final Contender contender;
    private long[] durations = new long[1 << 10];
    private int count;
    private long total;

    Lane(String name, Contender contender) {
      this.name = name;
      this.contender = contender;
    }

    void reset() {
      count = 0;
      total = 0;
    }

    /** Predict for a while. The first prediction finds the caches full of another contender's data and does not count. */
    void turn(long nanoseconds) throws Exception {
      contender.predict();
      long start = System.nanoTime();
      long before = start;
      do {
        contender.predict();
        long now = System.nanoTime();
        add(now - before);
        before = now;
      } while (before - start < nanoseconds);
      total += before - start;
    }

    private void add(long duration) {
      if (count == durations.length) {
        durations = Arrays.copyOf(durations, 2 * count);
      }
      durations[count++] = duration;
    }
  }
}
