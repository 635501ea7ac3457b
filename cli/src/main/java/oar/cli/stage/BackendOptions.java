package oar.cli.stage;

import java.util.LinkedHashMap;
import java.util.Map;
import oar.api.Backend;
import oar.api.CompiledModel;
import oar.api.Options;
import oar.api.Pipeline;
import oar.api.Providers;
import oar.api.model.Program;
import oar.cli.output.Progress;
import picocli.CommandLine.Option;

/** The options of every command that predicts. */
public final class BackendOptions {
  private static final String THREADS = "threads";
  private static final String MODE = "mode";
  private static final String EXACT = "exact";
  private static final String MACHINE_CODE = "machine-code";
  private static final String OPTIMIZE = "optimize";

  @Option(names = "--backend", paramLabel = "ID[:OPTION=VALUE,..]", defaultValue = Pipeline.DEFAULT_BACKEND, description = "What to predict with (default: ${DEFAULT-VALUE}).")
  private String backend;

  @Option(names = "--threads", paramLabel = "N", description = "Threads that one prediction uses.")
  private Integer threads;

  @Option(names = "--mode", paramLabel = "MODE", description = "What to compute with where weights are quantized: integer or dequantized.")
  private String mode;

  @Option(names = "--exact", description = "Make sums of all their products, and not of fewer ones that round more.")
  private boolean isExact;

  @Option(names = "--no-machine-code", description = "Compute with what the JVM makes alone.")
  private boolean isWithoutMachineCode;

  /** Return the backend that was named. */
  public Backend backend(Providers providers) {
    return providers.backend(ProviderChoice.parse(backend).id());
  }

  /** Return the options that it was given, checked. */
  public Options options(Providers providers) {
    return Options.of(backend(providers), given());
  }

  /** Return the options that it was given, as texts. */
  public Map<String, String> given() {
    Map<String, String> options = new LinkedHashMap<>(ProviderChoice.parse(backend).options());
    if (threads != null) {
      options.put(THREADS, threads.toString());
    }
    if (mode != null) {
      options.put(MODE, mode);
    }
    if (isExact) {
      options.put(EXACT, "true");
    }
    if (isWithoutMachineCode) {
      options.put(MACHINE_CODE, "false");
    }
    return options;
  }

  /** Prepare the program as the last stage left it. */
  CompiledModel compile(Session session) {
    return compile(session, session.pipeline().program(), given());
  }

  /** Prepare the program as it was read, without the backend's passes where it can do without them. */
  CompiledModel compileAsRead(Session session) {
    Map<String, String> options = given();
    if (backend(session.pipeline().providers()).options().stream().anyMatch(o -> o.name().equals(OPTIMIZE))) {
      options.put(OPTIMIZE, "false");
    }
    return compile(session, session.pipeline().original(), options);
  }

  private CompiledModel compile(Session session, Program program, Map<String, String> options) {
    try (Progress _ = session.output().progress("compile", 0)) {
      String id = backend(session.pipeline().providers()).id();
      return session.pipeline().compile(program, id, options);
    }
  }
}
