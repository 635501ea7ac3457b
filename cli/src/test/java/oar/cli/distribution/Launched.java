package oar.cli.distribution;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * What a process gave.
 *
 * @param status its exit status
 * @param out what went to the standard output
 * @param err what went to the standard error stream
 */
record Launched(int status, String out, String err) {
  static final Path REPOSITORY = Path.of(System.getProperty("oar.repository")).toAbsolutePath();
  static final Path DISTRIBUTION = Path.of(System.getProperty("oar.distribution")).toAbsolutePath();
  static final Path LAUNCHER = DISTRIBUTION.resolve("bin/oar");
  static final Path DIGITS = REPOSITORY.resolve("examples/digits");
  static final Path JAVA_HOME = Path.of(System.getProperty("java.home"));

  /** Prepare a process that finds the Java of this one first, and nothing of this one's settings. */
  static ProcessBuilder builder(Object... command) {
    ProcessBuilder builder = new ProcessBuilder(Arrays.stream(command).map(Object::toString).toList());
    Map<String, String> environment = builder.environment();
    environment.keySet().removeAll(List.of("JAVA_HOME", "OAR_JAVA_OPTS", "JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS"));
    environment.put("PATH", JAVA_HOME.resolve("bin") + ":" + environment.get("PATH"));
    return builder;
  }

  /** Run the launcher of the distribution. */
  static Launched oar(Object... arguments) throws IOException, InterruptedException {
    Object[] command = new Object[arguments.length + 1];
    command[0] = LAUNCHER;
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    return run(builder(command));
  }

  /** Run a process to its end. */
  static Launched run(ProcessBuilder builder) throws IOException, InterruptedException {
    Process process = builder.start();
    process.getOutputStream().close();
    CompletableFuture<String> err = CompletableFuture.supplyAsync(() -> readAll(process.getErrorStream()));
    String out = readAll(process.getInputStream());
    return new Launched(process.waitFor(), out, err.join());
  }

  private static String readAll(InputStream stream) {
    try {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
