package oar.cli.stage;

import java.util.ArrayList;
import java.util.List;
import oar.api.Pipeline;
import oar.cli.output.Output;
import oar.cli.output.Result;

/** A chain of stages while it runs: the pipeline that they share, and what they found so far. */
public final class Session implements AutoCloseable {
  private final Pipeline pipeline;
  private final Output output;
  private final List<Object> results = new ArrayList<>();

  /** Begin a chain. */
  public Session(Pipeline pipeline, Output output) {
    this.pipeline = pipeline;
    this.output = output;
  }

  /** Return the pipeline. */
  public Pipeline pipeline() {
    return pipeline;
  }

  /** Return where results go. */
  public Output output() {
    return output;
  }

  /** Print what the pipeline did last. */
  public void printReport() {
    print(StageResults.of(pipeline.reports().getLast()));
  }

  /** Print what the pipeline did since the chain began. */
  public void printReports() {
    pipeline.reports().forEach(report -> print(StageResults.of(report)));
  }

  /** Print a result: text at once, JSON when the session is closed. */
  public void print(Result result) {
    if (output.json()) {
      results.add(result.toJson());
    } else {
      output.print(result);
    }
  }

  /** End the chain, and print its results as one JSON array where that is wanted. */
  @Override
  public void close() {
    if (output.json()) {
      output.printJson(results);
    }
  }
}
