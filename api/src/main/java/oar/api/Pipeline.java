package oar.api;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import oar.api.error.ProviderException;
import oar.api.error.UsageException;
import oar.api.model.Program;
import oar.api.quantization.WeightSelection;

/**
 * Takes a model from files through optimisation and quantization to files or to predictions: each stage works on the program
 * that the stage before left, and adds a report. A stage that fails leaves the pipeline as it was. Not for several threads.
 *
 * {@snippet file="SnippetTests.java" region="pipeline"}
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
        new StageReport.Read(source, formatId, read.operatorCount(), read.weights().size(), read.weightBytes()));
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
    WeightConversion quantized = WeightConversion.quantize(program(), quantizer, Options.of(quantizer, options),
        selection);
    program = Optional.of(quantized.program());
    return report(new StageReport.Quantized(quantizerId, quantized.weights()));
  }

  /** Make every quantized weight FLOAT32 again. */
  public Pipeline dequantize() {
    WeightConversion real = WeightConversion.dequantize(program(), providers);
    program = Optional.of(real.program());
    return report(new StageReport.Dequantized(real.weights()));
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
      return report(new StageReport.Written(target, formatId, files, program().weightBytes()));
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
}
