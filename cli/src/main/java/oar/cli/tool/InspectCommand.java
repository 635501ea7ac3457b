package oar.cli.tool;

import java.io.IOException;
import oar.api.Pipeline;
import oar.api.Providers;
import oar.api.StageReport;
import oar.cli.output.Output;
import oar.cli.stage.ModelPath;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code inspect}: shows what is in a model. */
@Command(name = "inspect", description = "Show a model's inputs, outputs, operators and weights, and who wrote it.")
public final class InspectCommand implements Tool {
  @Mixin
  private ModelPath model;

  @Override
  public void run(Providers providers, Output output) throws IOException {
    model.check(providers);
    Pipeline pipeline = new Pipeline(providers);
    model.read(pipeline);
    StageReport.Read read = (StageReport.Read) pipeline.reports().getFirst();
    output.print(new Inspection(read, pipeline.program()));
  }
}
