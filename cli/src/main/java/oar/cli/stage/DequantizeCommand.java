package oar.cli.stage;

import oar.api.Providers;
import oar.cli.output.Progress;
import picocli.CommandLine.Command;

/** {@code dequantize}: makes every weight FLOAT32 again. */
@Command(name = "dequantize", description = "Make every quantized weight float32 again.")
public final class DequantizeCommand implements Stage {
  @Override
  public void check(Providers providers) {
    // There is nothing to ask for.
  }

  @Override
  public void run(Session session) {
    try (Progress _ = session.output().progress("dequantize", 0)) {
      session.pipeline().dequantize();
    }
    session.printReport();
  }
}
