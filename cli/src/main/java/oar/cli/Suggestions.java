package oar.cli;

import oar.api.error.NameHint;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what a mistyped command or option may have meant. */
final class Suggestions {
  private Suggestions() {}

  /** Return the message of a syntax error, with what may have been meant and where help is. */
  static String describe(ParameterException failure) {
    CommandLine command = failure.getCommandLine();
    StringBuilder message = new StringBuilder(failure.getMessage());
    if (failure instanceof UnmatchedArgumentException unmatched) {
      message.append(hint(unmatched.getUnmatched().getFirst(), command));
    }
    return message.append("\nTry '").append(command.getCommandSpec().qualifiedName()).append(" --help'.").toString();
  }

  private static String hint(String argument, CommandLine command) {
    if (argument.startsWith("@")) {
      return "; there is no recipe of that name";
    }
    return argument.startsWith("-")
        ? NameHint.of(argument.replaceFirst("=.*", ""), command.getCommandSpec().optionsMap().keySet())
        : NameHint.of(argument, CommandTable.names());
  }
}
