package mischief;

import java.io.IOException;
import java.util.List;
import oar.api.Option;
import oar.api.Options;

/** Misbehaves in the ways that all kinds of providers can. */
final class Mischief {
  static final Option OPTION = new Option("mode",
      new Option.Choice(List.of("none", "null", "throw", "fail", "overflow", "hang", "scribble", "idle", "stranger")),
      "none", "What to do wrong.");

  private Mischief() {}

  static <T> T result(Options options, T result) throws IOException {
    return switch (options.text("mode")) {
      case "null" -> null;
      case "throw" -> throw new IllegalStateException("out of order");
      case "fail" -> throw new IOException("no space left");
      case "overflow" -> result(options, result);
      case "hang" -> hang(result);
      default -> result;
    };
  }

  private static <T> T hang(T result) {
    for (long end = System.nanoTime() + 20_000_000_000L; System.nanoTime() < end;) {
      Thread.onSpinWait();
    }
    return result;
  }
}
