package oar.api;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import oar.api.error.ProviderException;
import oar.api.error.UsageException;
import oar.api.model.DataType;
import oar.api.model.Program;
import oar.api.model.Quantization;
import oar.api.model.Tensor;
import oar.api.model.Weight;
import oar.api.quantization.WeightDecision;
import oar.api.quantization.WeightSelection;

/**
 * Takes a model from files through optimisation and quantization to files or to predictions: each stage works on the program
 * that the stage before left, and adds a report. A stage that fails leaves the pipeline as it was. Not for several threads.
 */
public final class Pipeline {
  /** The backend that is used where none is named. */
  public static final String DEFAULT_BACKEND = "arm";

  private final Providers providers;
  private final List<StageReport> reports = new ArrayList<>();
  private Optional<Program> original = Optional.empty();
  private Optional<Program> program = Optional.empty();

  /** Create a pipeline of the installed providers. */
  public Pipeline() {
    this(Providers.load());
  }

  /** Create a pipeline of given providers. */
  public Pipeline(Providers providers) {
    this.providers = providers;
  }

  /**
   * Read a model of whatever installed format it is.
   *
   * @param path a folder or a file
   * @throws IOException if a file cannot be read
   */
  public Pipeline read(Path path) throws IOException {
    ModelSource source = new ModelSource(path);
    return read(source, providers.formatOf(source).id(), Map.of());
  }

  /**
   * Read a model of a given format.
   *
   * @param source where from
   * @param formatId which format
   * @param options of the format
   * @throws UsageException if a model was read before
   * @throws IOException if a file cannot be read
   */
  public Pipeline read(ModelSource source, String formatId, Map<String, String> options) throws IOException {
    if (program.isPresent()) {
      throw new UsageException("a model was read already; a pipeline reads one");
    }
    ModelFormat format = providers.format(formatId);
    Program read = format.read(source, Options.of(format, options));
    original = Optional.of(read);
    program = original;
    return report(
        new StageReport.Read(source, formatId, read.operatorCount(), read.weights().size(), weightBytes(read)));
  }

  /** Apply the passes of the default backend. */
  public Pipeline optimize() {
    return optimize(providers.backend(DEFAULT_BACKEND).passes());
  }

  /** Apply passes in order, with their default options. */
  public Pipeline optimize(List<Pass> passes) {
    Program current = program();
    List<StageReport.PassReport> passReports = new ArrayList<>();
    for (Pass pass : passes) {
      Program next = pass.apply(current, Options.defaults(pass));
      passReports.add(StageReport.PassReport.of(pass.id(), current, next));
      current = next;
    }
    program = Optional.of(current);
    return report(new StageReport.Optimized(passReports));
  }

  /** Quantize the weights that are worth it. */
  public Pipeline quantize(String quantizerId) {
    return quantize(quantizerId, Map.of(), WeightSelection.DEFAULT);
  }

  /**
   * Quantize weights.
   *
   * @param quantizerId which quantizer
   * @param options of the quantizer
   * @param selection which weights
   */
  public Pipeline quantize(String quantizerId, Map<String, String> options, WeightSelection selection) {
    Quantizer quantizer = providers.quantizer(quantizerId);
    Options checked = Options.of(quantizer, options);
    Program current = program();
    List<WeightDecision> decisions = selection.decide(current);
    Map<String, Weight> quantized = decisions.parallelStream().filter(decision -> decision.channelAxis().isPresent())
        .collect(Collectors.toConcurrentMap(WeightDecision::weight, decision -> quantize(quantizer,
            decision, current.weights().get(decision.weight()), checked)));
    replaceWeights(quantized);
    return report(new StageReport.Quantized(quantizerId,
        decisions.stream().map(decision -> weightReport(decision, current.weights().get(decision.weight()),
            quantized.getOrDefault(decision.weight(), current.weights().get(decision.weight())))).toList()));
  }

  private static Weight quantize(Quantizer quantizer, WeightDecision decision, Weight weight, Options options) {
    Weight quantized = quantizer.quantize(decision.weight(), weight, decision.channelAxis().orElseThrow(), options);
    String writer = quantized.quantization().map(Quantization::quantizer).orElse("none");
    if (!writer.equals(quantizer.id()) || !quantized.shape().equals(weight.shape())) {
      throw new ProviderException("quantizer " + quantizer.id() + " makes of weight " + decision.weight() + " "
          + weight.shape() + " one " + quantized.shape() + " that names the quantizer " + writer
          + "; it must keep the shape and name itself");
    }
    return quantized;
  }

  /** Make every quantized weight FLOAT32 again. */
  public Pipeline dequantize() {
    Program current = program();
    Map<String, Weight> real = current.weights().entrySet().parallelStream()
        .filter(entry -> entry.getValue().quantization().isPresent())
        .collect(Collectors.toConcurrentMap(Map.Entry::getKey, entry -> new Weight(
            providers.dequantize(entry.getKey(), entry.getValue()), entry.getValue().levelOfDetail(),
            Optional.empty())));
    replaceWeights(real);
    List<StageReport.WeightReport> weights = WeightSelection.DEFAULT.decide(current).stream().map(decision -> {
      Weight before = current.weights().get(decision.weight());
      Optional<String> reason = real.containsKey(decision.weight())
          ? Optional.empty()
          : Optional.of("it is not quantized");
      return weightReport(
          new WeightDecision(decision.weight(), decision.users(), decision.channelAxis(), reason), before,
          real.getOrDefault(decision.weight(), before));
    }).toList();
    return report(new StageReport.Dequantized(weights));
  }

  private void replaceWeights(Map<String, Weight> replacements) {
    if (replacements.isEmpty()) {
      return;
    }
    SequencedMap<String, Weight> weights = new LinkedHashMap<>(program().weights());
    weights.replaceAll((name, weight) -> replacements.getOrDefault(name, weight));
    program = Optional.of(program().withWeights(weights));
  }

  private static StageReport.WeightReport weightReport(WeightDecision decision, Weight before, Weight after) {
    long scaleBytes = after.quantization().map(Quantization::scales).map(Tensor::data).map(data -> data.byteSize())
        .orElse(0L);
    DataType typeBefore = before.tensor().type();
    return new StageReport.WeightReport(decision.weight(), decision.users(), after.shape(), typeBefore,
        after.tensor().type(), before.byteSize(), after.tensor().data().byteSize(), scaleBytes, decision.reason());
  }

  /**
   * Write the program in the format that the target is named for.
   *
   * @param target a file or folder, overwritten
   * @throws IOException if it cannot be written; nothing of it is left then
   */
  public Pipeline write(Path target) throws IOException {
    return write(target, providers.formatFor(target.getFileName().toString()).id(), Map.of());
  }

  /**
   * Write the program in a given format.
   *
   * @param target a file or folder, overwritten
   * @param formatId which format
   * @param options of the format
   * @throws IOException if it cannot be written; nothing of it is left then
   */
  public Pipeline write(Path target, String formatId, Map<String, String> options) throws IOException {
    ModelFormat format = providers.format(formatId);
    Options checked = Options.of(format, options);
    try (AtomicOutput output = new AtomicOutput(target)) {
      format.write(program(), output, checked);
      List<StageReport.WrittenFile> files = output.commit();
      if (files.isEmpty()) {
        throw new ProviderException("format " + formatId + " wrote no file to " + target);
      }
      return report(new StageReport.Written(target, formatId, files, weightBytes(program())));
    }
  }

  /** Prepare the program for the default backend. */
  public CompiledModel compile() {
    return compile(program(), DEFAULT_BACKEND, Map.of());
  }

  /**
   * Prepare a program, the present one or the one that was read, for a backend.
   *
   * @param which {@link #program} or {@link #original}
   * @param backendId which backend
   * @param options of the backend
   * @throws UsageException if the backend cannot run here
   */
  public CompiledModel compile(Program which, String backendId, Map<String, String> options) {
    Backend backend = providers.backend(backendId);
    backend.unavailable().ifPresent(reason -> {
      throw new UsageException("backend " + backendId + " cannot run here: " + reason);
    });
    return backend.compile(which, Options.of(backend, options), providers);
  }

  /**
   * Return the program as the last stage left it.
   *
   * @throws UsageException if no model was read
   */
  public Program program() {
    return program.orElseThrow(() -> new UsageException("no model was read yet; a pipeline begins with read"));
  }

  /**
   * Return the program as it was read.
   *
   * @throws UsageException if no model was read
   */
  public Program original() {
    return original.orElseThrow(() -> new UsageException("no model was read yet; a pipeline begins with read"));
  }

  /** Return what each stage did, in order. */
  public List<StageReport> reports() {
    return List.copyOf(reports);
  }

  /** Return the providers that the pipeline chooses from. */
  public Providers providers() {
    return providers;
  }

  private Pipeline report(StageReport report) {
    reports.add(report);
    return this;
  }

  private static long weightBytes(Program program) {
    return program.weights().values().stream().mapToLong(Weight::byteSize).sum();
  }
}
