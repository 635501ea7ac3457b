package oar.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import oar.api.Pipeline;
import oar.api.Providers;
import oar.api.error.UsageException;
import oar.cli.output.Output;
import oar.cli.stage.ReadCommand;
import oar.cli.stage.Session;
import oar.cli.stage.Stage;
import oar.cli.tool.Tool;

/** Commands in the order in which they were given: one tool, or stages that take each other's program. */
final class Chain {
  private final List<Stage> stages = new ArrayList<>();

  private Chain(List<Object> commands) {
    for (Object command : commands) {
      if (!(command instanceof Stage stage)) {
        throw new UsageException("only read, optimize, quantize, dequantize, write, predict, evaluate and compare form"
            + " chains; give any other command alone");
      }
      stages.add(stage);
    }
  }

  /**
   * Run commands. Nothing runs before all of them are known to fit.
   *
   * @throws UsageException if they do not
   * @throws IOException if a file cannot be read or written
   */
  static void run(List<Object> commands, Providers providers, Output output) throws IOException {
    if (commands.size() == 1 && commands.getFirst() instanceof Tool tool) {
      tool.run(providers, output);
    } else {
      new Chain(commands).run(providers, output);
    }
  }

  private void run(Providers providers, Output output) throws IOException {
    requireOrder();
    for (Stage stage : stages) {
      stage.check(providers);
    }
    try (Session session = new Session(new Pipeline(providers), output)) {
      for (Stage stage : stages) {
        stage.run(session);
      }
    }
  }

  private void requireOrder() {
    if (!(stages.getFirst() instanceof ReadCommand)) {
      throw new UsageException("a chain begins with read, as in: oar read MODEL optimize write SMALL.nb");
    }
    if (stages.stream().filter(ReadCommand.class::isInstance).count() > 1) {
      throw new UsageException("a chain reads one model, but read is given more than once; a path that is named like a"
          + " command needs ./ before it");
    }
  }
}
