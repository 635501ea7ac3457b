package oar.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import oar.api.Option;
import oar.api.Provider;
import oar.api.ProviderEntry;
import oar.api.ProviderKind;
import oar.api.Providers;
import oar.cli.output.Text;

/** Shows the options of the installed providers. */
final class ProviderOptions {
  private ProviderOptions() {}

  /** Print the options of all providers of a kind, if they have any. */
  static void print(PrintWriter out, Providers providers, ProviderKind kind) {
    List<String> lines = new ArrayList<>();
    for (ProviderEntry entry : providers.entries()) {
      if (entry.kind().equals(Optional.of(kind)) && entry.problem().isEmpty()) {
        for (Option option : provider(providers, kind, entry.id()).options()) {
          lines.add("  " + entry.id() + ": " + option.name() + "=" + option.defaultValue() + ", "
              + option.type().describe() + "\n      " + Text.escape(option.help()));
        }
      }
    }
    if (!lines.isEmpty()) {
      out.println();
      out.println("Options of every " + kind.label() + ", with their defaults:");
      lines.forEach(out::println);
    }
  }

  private static Provider provider(Providers providers, ProviderKind kind, String id) {
    return switch (kind) {
      case FORMAT -> providers.format(id);
      case QUANTIZER -> providers.quantizer(id);
      case BACKEND -> providers.backend(id);
      case PASS -> providers.pass(id);
    };
  }
}
