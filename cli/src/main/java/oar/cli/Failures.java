package oar.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import oar.api.error.InvalidInputException;
import oar.api.error.InvalidProgramException;
import oar.api.error.ModelFormatException;
import oar.api.error.OarException;
import oar.api.error.ProviderException;
import oar.api.error.UnsupportedProgramException;
import oar.api.error.UsageException;
import oar.cli.output.Text;
import oar.cli.stage.BoundMissedException;
import picocli.CommandLine.ParameterException;

/** Turns what went wrong into a message and an exit code. */
final class Failures {
  private final PrintWriter err;
  private final boolean verbose;

  /**
   * Create a handler.
   *
   * @param err where messages go
   * @param verbose whether to show where a failure came from
   */
  Failures(PrintWriter err, boolean verbose) {
    this.err = err;
    this.verbose = verbose;
  }

  /** Print one message, and return the code to exit with. */
  ExitCode report(Throwable failure) {
    err.println("oar: " + Text.escapeLines(describe(failure)));
    if (verbose) {
      failure.printStackTrace(err);
    }
    err.flush();
    return code(failure);
  }

  private static ExitCode code(Throwable failure) {
    return switch (failure) {
      case OarException refusal -> code(refusal);
      case ParameterException _ -> ExitCode.USAGE;
      case BoundMissedException _ -> ExitCode.BOUND_MISSED;
      case IOException _,UncheckedIOException _ -> ExitCode.INPUT_OUTPUT;
      default -> ExitCode.DEFECT;
    };
  }

  private static ExitCode code(OarException refusal) {
    return switch (refusal) {
      case UsageException _ -> ExitCode.USAGE;
      case ModelFormatException _,InvalidProgramException _,InvalidInputException _ -> ExitCode.BAD_INPUT;
      case UnsupportedProgramException _ -> ExitCode.UNSUPPORTED;
      case ProviderException _ -> ExitCode.PLUGIN;
    };
  }

  private String describe(Throwable failure) {
    return switch (failure) {
      case OarException refusal -> refusal.getMessage();
      case ParameterException wrong -> Suggestions.describe(wrong);
      case BoundMissedException missed -> missed.getMessage();
      case UncheckedIOException wrapper -> describe(wrapper.getCause());
      case FileSystemException file -> file.getFile() + ": " + problem(file);
      case IOException other -> String.valueOf(other.getMessage());
      case OutOfMemoryError _ -> "there is not enough memory; allow more, as with OAR_JAVA_OPTS=-Xmx8g";
      default -> "this is a defect of Oar: " + failure + (verbose ? "" : "; --verbose shows where it happened");
    };
  }

  private static String problem(FileSystemException failure) {
    return switch (failure) {
      case NoSuchFileException _ -> "there is no such file or folder";
      case AccessDeniedException _ -> "permission denied";
      case NotDirectoryException _ -> "this is not a folder";
      case FileAlreadyExistsException _ when failure.getReason() == null -> "a file is in the place of a folder";
      default -> failure.getReason() == null ? failure.getClass().getSimpleName() : failure.getReason();
    };
  }
}
