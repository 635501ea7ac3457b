package oar.cli.stage;

import java.io.IOException;
import oar.api.ProviderKind;
import oar.api.Providers;
import oar.cli.output.Progress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code read}: begins a chain with a model. */
@Command(name = "read", description = "Read a model. Every chain begins with it.")
public final class ReadCommand implements Stage, TakesProviderOptions {
  @Mixin
  private ModelPath model;

  @Override
  public ProviderKind optionsOf() {
    return ProviderKind.FORMAT;
  }

  @Override
  public void check(Providers providers) throws IOException {
    model.check(providers);
  }

  @Override
  public void run(Session session) throws IOException {
    try (Progress _ = session.output().progress("read", 0)) {
      model.read(session.pipeline());
    }
    session.printReport();
  }
}
