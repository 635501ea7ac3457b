package oar.benchmarks.kernels;

import java.io.IOException;
import java.util.Collection;
import java.util.Locale;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Runs the kernel benchmarks with the options of JMH, then prints each kernel's share of the limit that bounds it. */
public final class KernelsBenchmark {
  private KernelsBenchmark() {}

  /** Run them; {@code -p kernel=CONV_64_56_3X3 -p arithmetic=FLOAT -p threads=2} chooses some. */
  public static void main(String[] arguments) throws RunnerException, CommandLineOptionException, IOException {
    CommandLineOptions given = new CommandLineOptions(arguments);
    if (given.shouldHelp()) {
      given.showHelp();
      return;
    }
    Collection<RunResult> results = new Runner(new OptionsBuilder().parent(given)
        .include(KernelBenchmark.class.getName() + ".run").build()).run();
    System.out.printf("%n%-28s %-8s %10s %10s %10s  %s%n", "kernel", "", "us", "limit us", "GFLOPS", "of the limit");
    for (RunResult result : results) {
      print(result);
    }
  }

  private static void print(RunResult result) {
    Kernel kernel = Kernel.valueOf(result.getParams().getParam("kernel"));
    Arithmetic arithmetic = Arithmetic.valueOf(result.getParams().getParam("arithmetic"));
    int threads = Integer.parseInt(result.getParams().getParam("threads"));
    OneOperator.Bounds bounds = kernel.bounds(arithmetic, threads);
    Result<?> primary = result.getPrimaryResult();
    double microseconds = primary.getStatistics().getPercentile(50);
    System.out.printf(Locale.ROOT, "%-28s %-8s %10.1f %10.1f %10.1f  %.0f %% of %s%n", kernel,
        arithmetic.name().toLowerCase(Locale.ROOT), microseconds, bounds.microseconds(),
        2e-3 * bounds.multiplyAdds() / microseconds, 100 * bounds.microseconds() / microseconds,
        bounds.isOfMemory() ? "memory" : bounds.isInteger() ? "integer products" : "float products");
  }
}
