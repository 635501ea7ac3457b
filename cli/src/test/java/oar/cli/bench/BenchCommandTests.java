package oar.cli.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import oar.cli.CommandRun;
import oar.cli.ExitCode;
import org.junit.jupiter.api.Test;

class BenchCommandTests {
  private static Object[] bench(Object... arguments) {
    List<Object> all = new ArrayList<>(List.of("bench", CommandRun.DIGITS, "--seconds", 0.01));
    all.addAll(List.of(arguments));
    return all.toArray();
  }

  private static JsonObject json(Object... arguments) {
    List<Object> all = new ArrayList<>(List.of(arguments));
    all.add("--json");
    return CommandRun.successful(bench(all.toArray())).json().getAsJsonObject();
  }

  private static List<JsonObject> operators(JsonObject json) {
    return StreamSupport.stream(json.getAsJsonArray("operators").spliterator(), false)
        .map(JsonElement::getAsJsonObject).toList();
  }

  @Test
  void allThatIsMeasuredIsTold() {
    List<String> lines = CommandRun.successful(bench("--threads", 2)).out().lines().toList();
    assertEquals(List.of("bench", "latency", "throughput", "memory", "rate", "limit"),
        lines.stream().map(line -> line.substring(0, line.indexOf(' '))).toList());
    assertTrue(lines.getFirst().matches("bench +\\d+ runs? on arm, threads 2"), lines.getFirst());
    assertTrue(
        lines.get(1).matches("latency +min \\S+ ms, median \\S+ ms, 99th percentile \\S+ ms; the first took \\S+ ms"),
        lines.get(1));
  }

  @Test
  void jsonHasTheSame() {
    JsonObject json = json();
    assertEquals(Set.of("command", "backend", "options", "runs", "latency_ms", "batch", "images_per_second",
        "memory_bytes", "gflop", "gflops", "limit_share", "limits"), json.keySet());
    JsonObject latency = json.getAsJsonObject("latency_ms");
    assertEquals(Set.of("min", "median", "p99", "first"), latency.keySet());
    double min = latency.get("min").getAsDouble();
    double median = latency.get("median").getAsDouble();
    assertTrue(0 < min && min <= median && median <= latency.get("p99").getAsDouble(), latency.toString());
    assertEquals(1000 / median, json.get("images_per_second").getAsDouble(), 1e-6 / median);
  }

  @Test
  void operatorsAreListedInTheOrderOfTheProgram() {
    List<JsonObject> operators = operators(json("--per-operator"));
    List<String> types = operators.stream().map(operator -> operator.get("operator").getAsString()).toList();
    assertEquals("softmax", types.getLast());
    assertTrue(types.indexOf("conv2d") < types.indexOf("fc"), types.toString());
    double shares = operators.stream().mapToDouble(operator -> operator.get("share").getAsDouble()).sum();
    assertEquals(1, shares, 1e-9);
  }

  @Test
  void operatorsAreListedByTheirTime() {
    List<Double> times = operators(json("--per-operator=time")).stream().map(o -> o.get("ms").getAsDouble()).toList();
    assertEquals(times.stream().sorted((a, b) -> Double.compare(b, a)).toList(), times);
  }

  @Test
  void theTableNamesOutputsAndArithmetic() {
    String out = CommandRun.successful(bench("--per-operator", "program", "--quantize", "int8", "--mode", "integer"))
        .out();
    assertTrue(out.contains("on arm, mode integer\n"), out);
    assertTrue(out.lines().anyMatch(line -> line.matches("  fc +\\S+ +\\S+ +\\S+ % +\\S+ +integer")), out);
    assertTrue(out.lines().anyMatch(line -> line.matches("  softmax +\\S+ +\\S+ +\\S+ %")), out);
  }

  @Test
  void operationsAreCountedFromTheShapes() {
    double one = json().get("gflop").getAsDouble();
    JsonObject three = json("--shape", "image=3,1,8,8");
    assertEquals(3, three.get("batch").getAsInt());
    assertEquals(3 * one, three.get("gflop").getAsDouble(), 1e-12);
  }

  @Test
  void inputsMayComeFromFiles() {
    assertEquals(597, json("--input", "image=" + CommandRun.DIGITS.resolve("images.npy")).get("batch").getAsInt());
  }

  @Test
  void aBackendNeedNotTellOfItsOperators() {
    JsonObject json = json("--backend", "echo");
    assertFalse(json.has("gflop"));
    CommandRun run = CommandRun.of(bench("--backend", "echo", "--per-operator"));
    assertEquals(ExitCode.USAGE, run.code());
    assertEquals("oar: bench: backend echo does not tell what its operators take; leave --per-operator out\n",
        run.err());
  }

  @Test
  void whatMakesNoSenseIsRefused() {
    refuses(ExitCode.USAGE, "bench: --seconds is 0.0; it must be above 0, and 3600.0 at most", "--seconds", "0");
    refuses(ExitCode.USAGE, "bench: --shape image=1,x: dimensions are integers joined by commas, as in 1,3,224,224",
        "--shape", "image=1,x");
    refuses(ExitCode.USAGE, "bench: input image is declared as [-1, 1, -1, 8], with sizes that are not known; give them"
        + " as --shape image=..", "--shape", "image=-1,1,-1,8");
    refuses(ExitCode.BAD_INPUT, "the model has no input picture; it has image", "--shape", "picture=1");
    refuses(ExitCode.USAGE, "bench: --shape and --input are both given for image; give one of them", "--shape",
        "image=1", "--input", "image=x.npy");
  }

  private static void refuses(ExitCode code, String message, String... arguments) {
    List<Object> all = new ArrayList<>(List.of("bench", CommandRun.DIGITS));
    all.addAll(List.of(arguments));
    CommandRun run = CommandRun.of(all.toArray());
    assertEquals(code, run.code());
    assertEquals("oar: " + message + "\n", run.err());
  }
}
