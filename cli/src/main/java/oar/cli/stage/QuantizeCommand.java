package oar.cli.stage;

import java.util.ArrayList;
import java.util.List;
import oar.api.Options;
import oar.api.ProviderKind;
import oar.api.Providers;
import oar.api.quantization.WeightSelection;
import oar.cli.output.Progress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code quantize}: stores weights in fewer bits. */
@Command(name = "quantize", description = "Store weights in fewer bits. Needs no data.")
public final class QuantizeCommand implements Stage, TakesProviderOptions {
  @Parameters(paramLabel = "QUANTIZER[:OPTION=VALUE,..]", description = "int8, int16 or another installed quantizer.")
  private String quantizer;

  @Option(names = "--only", paramLabel = "SELECTOR", split = ",", description = "Quantize only these: an operator type, or a weight's name with * for anything. Repeatable.")
  private List<String> only = new ArrayList<>();

  @Option(names = "--except", paramLabel = "SELECTOR", split = ",", description = "Leave these as they are. Repeatable.")
  private List<String> except = new ArrayList<>();

  @Option(names = "--compatible", description = "Choose exactly the weights that Paddle-Lite's opt chooses.")
  private boolean compatible;

  @Override
  public ProviderKind optionsOf() {
    return ProviderKind.QUANTIZER;
  }

  @Override
  public void check(Providers providers) {
    ProviderChoice choice = ProviderChoice.parse(quantizer);
    Options.of(providers.quantizer(choice.id()), choice.options());
  }

  @Override
  public void run(Session session) {
    ProviderChoice choice = ProviderChoice.parse(quantizer);
    try (Progress _ = session.output().progress("quantize", 0)) {
      session.pipeline().quantize(choice.id(), choice.options(), new WeightSelection(only, except, compatible));
    }
    session.printReport();
  }
}
