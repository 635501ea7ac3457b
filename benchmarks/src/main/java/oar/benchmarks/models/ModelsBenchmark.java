package oar.benchmarks.models;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import oar.api.model.Tensor;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lets Oar and ONNX Runtime predict with the same models, alternating in one process, and prints who is how much faster. */
@Command(name = "benchmarks/models", mixinStandardHelpOptions = true, sortOptions = false, description = "Run models with Oar beside ONNX Runtime, alternating.")
public final class ModelsBenchmark implements Callable<Integer> {
  /** FP32 sums in another order differ by less than this part of the largest output. */
  private static final double LARGEST_ERROR = 2e-3;

  @Parameters(arity = "1..*", paramLabel = "FOLDER", description = "A folder with model.pdmodel, model.pdiparams, model.onnx and in_0.npy, .., or one of such folders.")
  private List<Path> folders;

  @Option(names = "--models", split = ",", paramLabel = "NAME", description = "Only the folders of these names.")
  private List<String> names;

  @Option(names = "--size", paramLabel = "NAME=HxW", description = "The last dimensions of a model's inputs in place of the files', as in minilm=128. Repeatable.")
  private Map<String, String> sizes = new HashMap<>();

  @Option(names = "--threads", split = ",", defaultValue = "1,2", paramLabel = "N", description = "Threads of one prediction (default: ${DEFAULT-VALUE}).")
  private List<Integer> threads;

  @Option(names = "--precision", split = ",", defaultValue = "fp32,int8", paramLabel = "NAME", description = "What Oar computes in: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private List<Precision> precisions;

  @Option(names = "--seconds", defaultValue = "3", paramLabel = "S", description = "How long each side predicts with a model (default: ${DEFAULT-VALUE}).")
  private double seconds;

  @Option(names = "--warm-up", defaultValue = "2", paramLabel = "S", description = "How long each side predicts before that counts (default: ${DEFAULT-VALUE}).")
  private double warmUp;

  private final PrintStream out;

  ModelsBenchmark(PrintStream out) {
    this.out = out;
  }

  /** Run the benchmark. */
  public static void main(String[] arguments) {
    System.exit(
        new CommandLine(new ModelsBenchmark(System.out)).setCaseInsensitiveEnumValuesAllowed(true).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    boolean agree = true;
    for (int count : threads) {
      ResultTable table = new ResultTable(count, precisions, out);
      for (ModelFolder folder : models()) {
        ModelResult result = measure(folder, count);
        table.print(result);
        agree &= result.errors().getOrDefault(Precision.FP32, new Agreement(0)).error() <= LARGEST_ERROR;
      }
      table.printMeans();
    }
    if (!agree) {
      out.println("an FP32 output differs by more than " + LARGEST_ERROR + " of the largest");
    }
    return agree ? 0 : 1;
  }

  private List<ModelFolder> models() throws IOException {
    List<ModelFolder> found = new ArrayList<>();
    for (Path folder : folders) {
      ModelFolder model = new ModelFolder(folder);
      if (model.isComplete()) {
        found.add(model);
        continue;
      }
      try (Stream<Path> inner = Files.list(folder)) {
        inner.sorted().map(ModelFolder::new).filter(ModelFolder::isComplete).forEach(found::add);
      }
    }
    found.removeIf(model -> names != null && !names.contains(model.name()));
    return found;
  }

  private ModelResult measure(ModelFolder folder, int threadCount) throws Exception {
    List<Tensor> inputs = folder.inputs(size(folder));
    SequencedMap<String, Contender> contenders = new LinkedHashMap<>();
    try {
      Contender rival = new OnnxRuntimeContender(folder, inputs, threadCount);
      contenders.put(ModelResult.RIVAL, rival);
      List<Tensor> expected = rival.outputs();
      SequencedMap<Precision, Agreement> errors = new LinkedHashMap<>();
      for (Precision precision : precisions) {
        Contender oar = precision.open(folder, inputs, threadCount);
        contenders.put(precision.name(), oar);
        errors.put(precision, Agreement.of(expected, oar.outputs()));
      }
      return new ModelResult(folder.name(), new Race(contenders, warmUp, seconds).run(), errors);
    } finally {
      for (Contender contender : contenders.values()) {
        contender.close();
      }
    }
  }

  private List<Long> size(ModelFolder folder) {
    String size = sizes.get(folder.name());
    return size == null ? List.of() : Stream.of(size.split("x")).map(Long::valueOf).toList();
  }
}
