package oar.benchmarks.kernels;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Kernels as programs reach them: each is a program of one operator. What running a program takes beside its operator is well
 * below a microsecond.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 3, time = 1)
@Fork(value = 1, jvmArgsAppend = {"--enable-native-access=ALL-UNNAMED",
    "--sun-misc-unsafe-memory-access=allow"})
public class KernelBenchmark {
  /** Which kernel. */
  @Param
  public Kernel kernel;

  /** What it computes in. */
  @Param
  public Arithmetic arithmetic;

  /** Threads of one prediction. */
  @Param("1")
  public int threads;

  private OneOperator program;

  /** Compile the program. */
  @Setup
  public void open() {
    program = kernel.open(arithmetic, threads);
  }

  /** Run it once. */
  @Benchmark
  public Object run() {
    return program.run();
  }

  /** Give its memory back. */
  @TearDown
  public void close() {
    program.close();
  }
}
