package oar.cli.tool;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import oar.api.ProviderEntry;
import oar.api.ProviderKind;
import oar.api.Providers;
import oar.api.error.NameHint;
import oar.api.error.ProviderException;
import oar.api.error.UsageException;
import oar.cli.output.Output;
import oar.cli.output.Text;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plugins}: lists the providers, or holds them to their contracts. */
@Command(name = "plugins", description = "List the installed formats, quantizers, backends and passes, and plugins that cannot be used.")
public final class PluginsCommand implements Tool {
  private static final String OWN = "oar.";

  @Parameters(arity = "0..*", paramLabel = "ID", description = "The providers to check; all that are not Oar's own if none is named.")
  private List<String> ids = new ArrayList<>();

  @Option(names = "--check", description = "Hold providers to the contracts of their kinds.")
  private boolean check;

  @Option(names = "--cases", paramLabel = "PATH", description = "Cases to check backends and passes with. Repeatable.")
  private List<Path> cases = new ArrayList<>();

  @Override
  public void run(Providers providers, Output output) {
    if (check) {
      check(providers, output);
    } else if (ids.isEmpty() && cases.isEmpty()) {
      output.print(new ProviderList(providers.entries().stream().map(entry -> row(providers, entry)).toList()));
    } else {
      throw new UsageException("plugins: providers and cases are for --check");
    }
  }

  private void check(Providers providers, Output output) {
    ContractCheck contracts = new ContractCheck(providers, cases);
    ContractCheckResult result = new ContractCheckResult(chosen(providers).stream().map(contracts::run).toList());
    output.print(result);
    if (result.failed() > 0) {
      throw new ProviderException("plugins: " + Text.count(result.failed(), "check") + " failed");
    }
  }

  private List<ProviderEntry> chosen(Providers providers) {
    List<ProviderEntry> ready = providers.entries().stream()
        .filter(entry -> entry.state() == ProviderEntry.State.READY).toList();
    for (String id : ids) {
      if (ready.stream().noneMatch(entry -> entry.id().equals(id))) {
        throw new UsageException(
            "plugins: there is no provider '" + id + "' that can be used; 'oar plugins' lists them"
                + NameHint.of(id, ready.stream().map(ProviderEntry::id).toList()));
      }
    }
    return ready.stream()
        .filter(entry -> ids.isEmpty() ? !entry.type().startsWith(OWN) : ids.contains(entry.id())).toList();
  }

  private static ProviderList.Row row(Providers providers, ProviderEntry entry) {
    boolean isReadyBackend = entry.state() == ProviderEntry.State.READY
        && entry.kind().equals(Optional.of(ProviderKind.BACKEND));
    Optional<String> reason = isReadyBackend ? unavailable(providers, entry.id()) : Optional.empty();
    return reason.isPresent()
        ? new ProviderList.Row(entry, "unavailable", reason)
        : new ProviderList.Row(entry, entry.state().label(), entry.problem());
  }

  private static Optional<String> unavailable(Providers providers, String backend) {
    try {
      return providers.backend(backend).unavailable();
    } catch (ProviderException e) {
      return Optional.of(e.getMessage());
    }
  }
}
