package oar.cli;

import java.io.PrintWriter;
import java.util.Map;
import java.util.TreeSet;
import oar.api.Providers;
import oar.cli.output.Output;
import oar.cli.tool.Tool;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code completion}: prints a script that makes Bash, or zsh, complete commands, their options, and files. */
@Command(name = "completion", description = "Print a script for Bash and zsh: source <(oar completion)")
final class CompletionCommand implements Tool {
  @Override
  public void run(Providers providers, Output output) {
    PrintWriter out = output.out();
    CommandLine root = CommandTable.all(new OarCommand());
    String commands = String.join(" ", CommandTable.names());
    out.println("if [ -n \"$ZSH_VERSION\" ]; then");
    out.println("  autoload -U +X compinit bashcompinit && compinit -u && bashcompinit");
    out.println("fi");
    out.println("_oar() {");
    out.println("  local word command=oar options current=${COMP_WORDS[COMP_CWORD]}");
    out.println("  for word in \"${COMP_WORDS[@]:1:COMP_CWORD-1}\"; do");
    out.println("    case $word in");
    out.println("      " + commands.replace(" ", "|") + ") command=$word ;;");
    out.println("    esac");
    out.println("  done");
    out.println("  case $command in");
    printOptions(out, "oar", root);
    for (Map.Entry<String, CommandLine> command : root.getSubcommands().entrySet()) {
      printOptions(out, command.getKey(), command.getValue());
    }
    out.println("  esac");
    out.println("  case $current in");
    out.println("    -*) COMPREPLY=($(compgen -W \"$options\" -- \"$current\")) ;;");
    out.println("    *) COMPREPLY=($(compgen -W '" + commands + "' -- \"$current\"; compgen -f -- \"$current\")) ;;");
    out.println("  esac");
    out.println("}");
    out.println("complete -o filenames -F _oar oar");
    out.flush();
  }

  private static void printOptions(PrintWriter out, String name, CommandLine command) {
    out.println("    " + name + ") options='"
        + String.join(" ", new TreeSet<>(command.getCommandSpec().optionsMap().keySet())) + "' ;;");
  }
}
