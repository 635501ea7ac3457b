package oar.cli.tool;

import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import oar.api.Backend;
import oar.api.Pipeline;
import oar.api.Providers;
import oar.cli.output.Json;
import oar.cli.output.Output;
import oar.cli.output.Result;
import oar.cli.output.Text;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ops}: lists the operators of a backend. */
@Command(name = "ops", description = "List the operators that a backend can run.")
public final class OpsCommand implements Tool {
  @Option(names = "--backend", paramLabel = "ID", defaultValue = Pipeline.DEFAULT_BACKEND, description = "Which backend (default: ${DEFAULT-VALUE}).")
  private String backend;

  @Override
  public void run(Providers providers, Output output) {
    Backend chosen = providers.backend(backend);
    output.print(new OperatorList(chosen.id(), chosen.operators().stream().sorted().toList()));
  }

  /** The operators of a backend, sorted. */
  private record OperatorList(String backend, List<String> operators) implements Result {
    @Override
    public void print(PrintWriter out) {
      operators.forEach(operator -> out.println(Text.escape(operator)));
    }

    @Override
    public Object toJson() {
      Map<String, Object> json = Json.object("backend", backend);
      json.put("operators", operators);
      return json;
    }
  }
}
