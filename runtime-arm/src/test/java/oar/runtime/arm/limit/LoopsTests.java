package oar.runtime.arm.limit;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoopsTests {
  private static final long ROUNDS = 1000;

  @Test
  void everyLoopGoesRoundAsOftenAsItIsTold() {
    try (Arena arena = Arena.ofShared()) {
      MemorySegment[] pieces = {arena.allocate(4096, 64), arena.allocate(8192, 64)};
      for (Loops loops : List.of(Loops.here(), new PlainLoops())) {
        for (Loop loop : List.of(loops.floatProducts(), loops.integerProducts(), loops.reading(pieces))) {
          assertTrue(loop.perRound() > 0);
          for (int thread = 0; thread < pieces.length; thread++) {
            int number = thread;
            assertDoesNotThrow(() -> loop.body().run(number, ROUNDS));
          }
        }
      }
    }
  }
}
