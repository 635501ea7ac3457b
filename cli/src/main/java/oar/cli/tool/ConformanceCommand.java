package oar.cli.tool;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import oar.api.Backend;
import oar.api.Options;
import oar.api.Pipeline;
import oar.api.Providers;
import oar.api.error.UsageException;
import oar.cli.output.Output;
import oar.cli.output.Progress;
import oar.cli.output.Text;
import oar.cli.stage.BoundMissedException;
import oar.cli.stage.InputFiles;
import oar.cli.stage.ProviderChoice;
import oar.kit.Case;
import oar.kit.CaseCollection;
import oar.kit.CaseRun;
import oar.kit.Conformance;
import oar.kit.Totals;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code conformance}: holds a backend to cases with known results. */
@Command(name = "conformance", description = "Run cases with known results on a backend.")
public final class ConformanceCommand implements Tool {
  @Parameters(arity = "1..*", paramLabel = "PATH", description = "Folders or zip archives with cases at any depth.")
  private List<Path> paths;

  @Option(names = "--backend", paramLabel = "ID[:OPTION=VALUE,..]", defaultValue = Pipeline.DEFAULT_BACKEND, description = "What to run them on (default: ${DEFAULT-VALUE}).")
  private String backend;

  @Option(names = "--threads", paramLabel = "N", description = "Cases to run at a time (default: one for each processor).")
  private Integer threads;

  @Option(names = "--list-unsupported", description = "Print a line for each program that is not supported, too.")
  private boolean listUnsupported;

  @Override
  public void run(Providers providers, Output output) throws IOException {
    int workers = threads == null ? Runtime.getRuntime().availableProcessors() : threads;
    if (workers < 1) {
      throw new UsageException("conformance: --threads is " + workers + "; it must be 1 or more");
    }
    ProviderChoice choice = ProviderChoice.parse(backend);
    Backend tested = providers.backend(choice.id());
    Conformance conformance = new Conformance(providers, tested, Options.of(tested, choice.options()));
    for (Path path : paths) {
      InputFiles.require(path);
    }
    try (CaseCollection cases = CaseCollection.open(paths)) {
      Totals totals = run(conformance, cases.cases(), workers, output);
      if (totals.failed() > 0) {
        throw new BoundMissedException("conformance: " + Text.count(totals.failed(), "program") + " failed");
      }
    }
  }

  private Totals run(Conformance conformance, List<Case> cases, int workers, Output output) {
    List<CaseRun> runs = new ArrayList<>();
    long programs = cases.stream().mapToLong(tested -> tested.programs().size()).sum();
    Totals totals;
    try (Progress progress = output.progress("conformance", programs)) {
      totals = conformance.run(cases, workers, run -> {
        runs.add(run);
        progress.stepTo(runs.size());
      });
    }
    output.print(new ConformanceResult(totals, runs, listUnsupported));
    return totals;
  }
}
