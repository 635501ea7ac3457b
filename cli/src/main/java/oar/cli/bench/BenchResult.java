package oar.cli.bench;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import oar.cli.output.Json;
import oar.cli.output.Result;
import oar.cli.output.Text;

/**
 * How fast a model runs.
 *
 * @param setting what it ran on
 * @param batch entries of the first input's first dimension
 * @param latency of a prediction
 * @param memory of the process
 * @param profile what operators take, if the backend tells
 * @param order in which they are to be listed, if they are
 */
record BenchResult(Setting setting, long batch, Latency latency, Memory memory, Optional<Profile> profile,
    Optional<OperatorOrder> order) implements Result {
  private static final double MILLISECONDS = 1000;
  private static final double GIGA = 1e9;

  /**
   * What a model ran on.
   *
   * @param backend its id
   * @param options those that it was given
   * @param weightBytes of the weights as they are stored
   */
  record Setting(String backend, Map<String, String> options, long weightBytes) {
    @Override
    public String toString() {
      return backend + options.entrySet().stream().map(option -> ", " + option.getKey() + " " + option.getValue())
          .reduce("", String::concat);
    }
  }

  private double imagesPerSecond() {
    return batch * MILLISECONDS / latency.median();
  }

  @Override
  public void print(PrintWriter out) {
    out.println("bench       " + Text.count(latency.runs(), "run") + " on " + setting);
    out.println("latency     min " + milliseconds(latency.min()) + ", median " + milliseconds(latency.median())
        + ", 99th percentile " + milliseconds(latency.percentile99()) + "; the first took "
        + milliseconds(latency.first()));
    out.println("throughput  " + Text.rounded(imagesPerSecond()) + " images/s, " + batch + " at a time");
    out.println("memory      " + memoryText());
    profile.ifPresent(found -> printRate(out, found));
    profile.ifPresent(found -> order.ifPresent(by -> new OperatorTable(found).print(out, by)));
  }

  private String memoryText() {
    return "weights " + Text.bytes(setting.weightBytes())
        + profile.map(found -> ", between operators " + Text.bytes(found.workBytes())).orElse("")
        + ", Java heap " + Text.bytes(memory.heap())
        + (memory.peak().isPresent() ? ", process at most " + Text.bytes(memory.peak().getAsLong()) : "");
  }

  private void printRate(PrintWriter out, Profile found) {
    out.println("rate        " + Text.rounded(gigaOperations(found)) + " GFLOP in a run, "
        + Text.rounded(gigaRate(found)) + " GFLOPS, " + Text.percent(limitShare(found), 1) + " of the limit");
    out.println("limit       float " + Text.rounded(found.limits().floatOperations() / GIGA) + " GFLOPS, integer "
        + Text.rounded(found.limits().integerOperations() / GIGA) + " GOPS, memory "
        + Text.rounded(found.limits().bytesPerSecond() / GIGA) + " GB/s");
  }

  private static double gigaOperations(Profile found) {
    return found.operations() / GIGA;
  }

  private double gigaRate(Profile found) {
    return gigaOperations(found) * MILLISECONDS / latency.median();
  }

  private double limitShare(Profile found) {
    return found.leastMilliseconds() / latency.median();
  }

  private static String milliseconds(double value) {
    return Text.rounded(value) + " ms";
  }

  @Override
  public Object toJson() {
    Map<String, Object> json = Json.object("command", "bench");
    json.put("backend", setting.backend());
    json.put("options", setting.options());
    json.put("runs", latency.runs());
    Map<String, Object> times = Json.object("min", latency.min());
    times.put("median", latency.median());
    times.put("p99", latency.percentile99());
    times.put("first", latency.first());
    json.put("latency_ms", times);
    json.put("batch", batch);
    json.put("images_per_second", imagesPerSecond());
    json.put("memory_bytes", memoryJson());
    profile.ifPresent(found -> addRate(json, found));
    profile.ifPresent(found -> order
        .ifPresent(by -> json.put("operators", new OperatorTable(found).toJson(by))));
    return json;
  }

  private Map<String, Object> memoryJson() {
    Map<String, Object> json = Json.object("weights", setting.weightBytes());
    profile.ifPresent(found -> json.put("between_operators", found.workBytes()));
    json.put("heap", memory.heap());
    memory.peak().ifPresent(peak -> json.put("peak", peak));
    return json;
  }

  private void addRate(Map<String, Object> json, Profile found) {
    json.put("gflop", gigaOperations(found));
    json.put("gflops", gigaRate(found));
    json.put("limit_share", limitShare(found));
    Map<String, Object> limits = new LinkedHashMap<>();
    limits.put("float_gflops", found.limits().floatOperations() / GIGA);
    limits.put("integer_gops", found.limits().integerOperations() / GIGA);
    limits.put("memory_gb_per_second", found.limits().bytesPerSecond() / GIGA);
    json.put("limits", limits);
  }
}
