package oar.cli.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * The memory of this process, in bytes.
 *
 * @param heap what is alive on the Java heap
 * @param peak the most that was in main memory at a time, where the operating system tells
 */
record Memory(long heap, OptionalLong peak) {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String PEAK = "VmHWM:";
  private static final int UNIT = 1024;

  /** Look at it now. */
  static Memory now() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return new Memory(runtime.totalMemory() - runtime.freeMemory(), readPeak());
  }

  private static OptionalLong readPeak() {
    try (Stream<String> lines = Files.lines(STATUS)) {
      return lines.filter(line -> line.startsWith(PEAK)).mapToLong(Memory::kibibytes).findFirst();
    } catch (IOException e) {
      return OptionalLong.empty();
    }
  }

  private static long kibibytes(String line) {
    return Long.parseLong(line.substring(PEAK.length()).replace("kB", "").strip()) * UNIT;
  }
}
