package oar.kit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import oar.api.Backend;
import oar.api.Options;
import oar.api.Providers;
import oar.api.error.UsageException;

/** Runs cases on a backend and holds every output to what is expected. */
public final class Conformance {
  private final CaseRunner runner;

  /**
   * Prepare to run cases as they are.
   *
   * @param providers the formats that read the cases' models, and the quantizers of their weights
   * @param backend what is tested
   * @param options of the backend
   * @throws UsageException if the backend cannot run here
   */
  public Conformance(Providers providers, Backend backend, Options options) {
    this(new CaseRunner(providers, backend, options, List.of()));
    backend.unavailable().ifPresent(reason -> {
      throw new UsageException("backend " + backend.id() + " cannot run here: " + reason);
    });
  }

  private Conformance(CaseRunner runner) {
    this.runner = runner;
  }

  /** Return a runner that applies the backend's passes to every program before compiling it. */
  public Conformance optimized() {
    return new Conformance(runner.optimized());
  }

  /** Run one program of a case. */
  public CaseRun run(Case tested, CaseProgram program) {
    return new CaseRun(tested, program, runner.run(tested, program));
  }

  /**
   * Run every program of every case.
   *
   * @param cases what to run
   * @param threads how many cases to run at a time, 1 or more
   * @param listener is told of each run, in order of the cases, by the calling thread
   * @throws UsageException if there is no case or no thread
   */
  public Totals run(List<Case> cases, int threads, Consumer<CaseRun> listener) {
    if (cases.isEmpty()) {
      throw new UsageException("there is no case to run");
    }
    if (threads < 1) {
      throw new UsageException("the number of threads is " + threads + "; it must be 1 or more");
    }
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try {
      List<CompletableFuture<CaseRun>> runs = new ArrayList<>();
      for (Case tested : cases) {
        for (CaseProgram program : tested.programs()) {
          runs.add(CompletableFuture.supplyAsync(() -> run(tested, program), executor));
        }
      }
      Totals totals = Totals.NONE;
      for (CompletableFuture<CaseRun> run : runs) {
        CaseRun finished = run.join();
        totals = totals.plus(finished.result());
        listener.accept(finished);
      }
      return totals;
    } finally {
      executor.shutdownNow();
    }
  }
}
