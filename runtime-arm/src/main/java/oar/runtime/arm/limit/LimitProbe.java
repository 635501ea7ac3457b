package oar.runtime.arm.limit;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import oar.api.MachineLimits;
import oar.runtime.arm.plan.Workspace;

/** Finds out by trying what threads can do at most. */
public final class LimitProbe {
  private static final long FIRST_ROUNDS = 1000;
  /** Shorter times say little, since the processor may have more to do. */
  private static final long LEAST_NANOSECONDS = 5_000_000;
  private static final int TRIES = 12;
  /** More than caches hold. */
  private static final long READ_BYTES = 1L << 27;
  private static final long ALIGNMENT = 64;
  private static final double SECOND = 1e9;

  private final Workspace workspace;

  private LimitProbe(Workspace workspace) {
    this.workspace = workspace;
  }

  /** Measure what the threads of a predictor can do together. */
  public static MachineLimits measure(Workspace workspace) {
    LimitProbe probe = new LimitProbe(workspace);
    Loops loops = Loops.here();
    try (Arena arena = Arena.ofShared()) {
      return new MachineLimits(probe.rate(loops.floatProducts()), probe.rate(loops.integerProducts()),
          probe.rate(loops.reading(probe.pieces(arena))));
    }
  }

  private MemorySegment[] pieces(Arena arena) {
    MemorySegment[] pieces = new MemorySegment[workspace.threads()];
    for (int i = 0; i < pieces.length; i++) {
      pieces[i] = arena.allocate(READ_BYTES / pieces.length, ALIGNMENT).fill((byte) 1);
    }
    return pieces;
  }

  /** Return how often a second the operations of a loop are done at best, on all threads together. */
  private double rate(Loop loop) {
    long rounds = FIRST_ROUNDS;
    while (time(loop, rounds) < LEAST_NANOSECONDS) {
      rounds *= 2;
    }
    long best = Long.MAX_VALUE;
    for (int i = 0; i < TRIES; i++) {
      best = Math.min(best, time(loop, rounds));
    }
    return loop.perRound() * rounds * workspace.threads() * SECOND / best;
  }

  private long time(Loop loop, long rounds) {
    long start = System.nanoTime();
    workspace.parallel(workspace.threads(), 1, (from, to, scratch) -> {
      for (long thread = from; thread < to; thread++) {
        loop.body().run((int) thread, rounds);
      }
    });
    return System.nanoTime() - start;
  }
}
