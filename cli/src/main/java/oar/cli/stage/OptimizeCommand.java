package oar.cli.stage;

import java.util.ArrayList;
import java.util.List;
import oar.api.Pass;
import oar.api.Pipeline;
import oar.api.Providers;
import oar.api.StageReport;
import oar.api.error.NameHint;
import oar.api.error.UsageException;
import oar.cli.output.Progress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code optimize}: applies the passes of a backend. */
@Command(name = "optimize", description = "Fold and fuse operators; what the program computes stays the same.")
public final class OptimizeCommand implements Stage {
  @Option(names = "--backend", paramLabel = "ID", defaultValue = Pipeline.DEFAULT_BACKEND, description = "The backend whose passes to apply (default: ${DEFAULT-VALUE}).")
  private String backend;

  @Option(names = "--pass", paramLabel = "ID", split = ",", description = "An installed pass to apply after the backend's. Repeatable.")
  private List<String> extraPasses = new ArrayList<>();

  @Option(names = "--except", paramLabel = "PASS", split = ",", description = "Leave out a pass of the backend. Repeatable.")
  private List<String> leftOut = new ArrayList<>();

  @Option(names = "--explain", description = "Show each pass and what it changed.")
  private boolean explains;

  @Override
  public void check(Providers providers) {
    passes(providers);
  }

  private List<Pass> passes(Providers providers) {
    List<Pass> passes = new ArrayList<>(providers.backend(backend).passes());
    for (String id : leftOut) {
      if (!passes.removeIf(pass -> pass.id().equals(id))) {
        List<String> ids = providers.backend(backend).passes().stream().map(Pass::id).toList();
        throw new UsageException("backend " + backend + " has no pass '" + id + "' to leave out; its passes are "
            + String.join(", ", ids) + NameHint.of(id, ids));
      }
    }
    for (String id : extraPasses) {
      passes.add(providers.pass(id));
    }
    return passes;
  }

  @Override
  public void run(Session session) {
    List<Pass> passes = passes(session.pipeline().providers());
    try (Progress _ = session.output().progress("optimize", 0)) {
      session.pipeline().optimize(passes);
    }
    StageReport report = session.pipeline().reports().getLast();
    session.print(new OptimizationResult((StageReport.Optimized) report, explains ? passes : List.of()));
  }
}
