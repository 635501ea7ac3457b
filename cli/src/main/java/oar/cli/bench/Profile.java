package oar.cli.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import oar.api.MachineLimits;
import oar.api.OperatorCost;
import oar.api.OperatorCost.Arithmetic;
import oar.api.Profiler;
import oar.api.model.LodTensor;

/**
 * What the operators of a model take.
 *
 * @param entries in the order of the program
 * @param limits of the machine
 * @param workBytes what flows between operators
 */
record Profile(List<Entry> entries, MachineLimits limits, long workBytes) {
  private static final double SECOND = 1e9;
  private static final double MILLISECOND = 1e6;
  private static final int LEAST_RUNS = 3;
  private static final int MOST_RUNS = 1000;

  Profile {
    entries = List.copyOf(entries);
  }

  /**
   * An operator.
   *
   * @param cost of one run, as a sample
   * @param milliseconds the median of all runs
   */
  record Entry(OperatorCost cost, double milliseconds) {
    /** Return the operations of one run: two for each product. */
    double operations() {
      return 2.0 * cost.multiplyAdds();
    }

    /** Return billions of operations in a second. */
    double gigaRate() {
      return operations() / (milliseconds * MILLISECOND);
    }
  }

  /**
   * Predict over and over.
   *
   * @param seconds how long, warming up not included
   */
  static Profile measure(Profiler profiler, Map<String, LodTensor> inputs, double seconds) {
    profiler.run(inputs);
    List<List<OperatorCost>> runs = new ArrayList<>();
    long start = System.nanoTime();
    while (runs.size() < LEAST_RUNS
        || runs.size() < MOST_RUNS && System.nanoTime() - start < seconds * SECOND) {
      profiler.run(inputs);
      runs.add(profiler.costs());
    }
    return new Profile(medians(runs), profiler.measureLimits(), profiler.workBytes());
  }

  /** Data may lead a run along other operators than the others; such runs are left out. */
  private static List<Entry> medians(List<List<OperatorCost>> runs) {
    List<OperatorCost> last = runs.getLast();
    List<List<OperatorCost>> alike = runs.stream().filter(run -> run.size() == last.size()).toList();
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < last.size(); i++) {
      int position = i;
      long[] times = alike.stream().mapToLong(run -> run.get(position).nanoseconds()).sorted().toArray();
      entries.add(new Entry(last.get(i), times[times.length / 2] / MILLISECOND));
    }
    return entries;
  }

  double milliseconds() {
    return entries.stream().mapToDouble(Entry::milliseconds).sum();
  }

  double operations() {
    return entries.stream().mapToDouble(Entry::operations).sum();
  }

  /** Return the milliseconds that the operations would take if each ran at the limit of its arithmetic. */
  double leastMilliseconds() {
    double least = 0;
    for (Arithmetic arithmetic : Arithmetic.values()) {
      double operations = entries.stream().filter(entry -> entry.cost.arithmetic() == arithmetic)
          .mapToDouble(Entry::operations).sum();
      least += operations / limit(arithmetic);
    }
    return least * SECOND / MILLISECOND;
  }

  private double limit(Arithmetic arithmetic) {
    return switch (arithmetic) {
      case FLOAT -> limits.floatOperations();
      case INTEGER -> limits.integerOperations();
    };
  }
}
