package oar.benchmarks.models;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Prints results line by line, as they come, and the geometric means of the ratios at the end. */
final class ResultTable {
  private final List<Precision> precisions;
  private final PrintStream out;
  private final List<ModelResult> results = new ArrayList<>();

  /**
   * Begin a table.
   *
   * @param threads how many each prediction uses
   * @param precisions what Oar computes in
   * @param out where to print
   */
  ResultTable(int threads, List<Precision> precisions, PrintStream out) {
    this.precisions = precisions;
    this.out = out;
    StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-20s %19s", "threads: " + threads,
        ModelResult.RIVAL + " ms"));
    for (Precision precision : precisions) {
      line.append(String.format(Locale.ROOT, " | %19s %6s %8s", "Oar " + precision + " ms", "ratio", "error"));
    }
    out.println(line);
  }

  /** Add a model: the smallest time and the median of each side, Oar's ratio, and how far its outputs are off. */
  void print(ModelResult result) {
    results.add(result);
    StringBuilder line = new StringBuilder(
        String.format(Locale.ROOT, "%-20s %19s", result.model(), text(result.rival())));
    for (Precision precision : precisions) {
      line.append(String.format(Locale.ROOT, " | %19s %6.2f %8.1e", text(result.oar(precision)),
          result.ratio(precision), result.errors().get(precision).error()));
    }
    out.println(line);
  }

  private static String text(Timing timing) {
    return String.format(Locale.ROOT, "%.3f / %.3f", timing.min(), timing.median());
  }

  void printMeans() {
    StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-20s %19s", "geometric mean", ""));
    for (Precision precision : precisions) {
      double mean = Math.exp(results.stream().mapToDouble(result -> Math.log(result.ratio(precision))).average()
          .orElse(Double.NaN));
      line.append(String.format(Locale.ROOT, " | %19s %6.2f %8s", "", mean, ""));
    }
    out.println(line);
    out.println();
  }
}
