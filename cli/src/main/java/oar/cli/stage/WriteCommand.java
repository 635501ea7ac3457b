package oar.cli.stage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import oar.api.ModelFormat;
import oar.api.Options;
import oar.api.ProviderKind;
import oar.api.Providers;
import oar.api.error.UsageException;
import oar.cli.output.Progress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code write}: writes the program. */
@Command(name = "write", description = "Write the model; what is there is replaced when the new one is whole.")
public final class WriteCommand implements Stage, TakesProviderOptions {
  private static final Path STANDARD_OUTPUT = Path.of("-");

  @Parameters(paramLabel = "PATH", description = "NAME.nb for a file that Paddle-Lite runs, any other name for a folder with a Paddle model.")
  private Path path;

  @Option(names = "--format", paramLabel = "ID", description = "The format; by default the name tells it.")
  private String format;

  @Option(names = "--option", paramLabel = "NAME=VALUE", description = "An option of the format. Repeatable.")
  private Map<String, String> options = new LinkedHashMap<>();

  @Override
  public ProviderKind optionsOf() {
    return ProviderKind.FORMAT;
  }

  @Override
  public void check(Providers providers) {
    if (path.equals(STANDARD_OUTPUT)) {
      throw new UsageException("write: a model is a file or a folder, which the standard output is not; ./- is a name");
    }
    Options.of(format(providers), options);
  }

  private ModelFormat format(Providers providers) {
    if (format != null) {
      return providers.format(format);
    }
    if (path.getFileName() == null) {
      throw new UsageException("write: '" + path + "' has no name to tell the format; name a file or a folder");
    }
    return providers.formatFor(path.getFileName().toString());
  }

  @Override
  public void run(Session session) throws IOException {
    ModelFormat chosen = format(session.pipeline().providers());
    try (Progress _ = session.output().progress("write", 0)) {
      OutputFiles.write(path, () -> session.pipeline().write(path, chosen.id(), options));
    }
    session.printReport();
  }
}
