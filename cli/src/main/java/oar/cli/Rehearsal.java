package oar.cli;

import java.nio.file.Path;

/**
 * Runs typical commands in one process. The build starts it to find out which classes they need, and puts those into the
 * archive that makes Oar start fast.
 */
public final class Rehearsal {
  private final Path model;
  private final Path scratch;

  private Rehearsal(Path model, Path scratch) {
    this.model = model;
    this.scratch = scratch;
  }

  /**
   * Run the commands.
   *
   * @param arguments the folder of a classifier with images.npy and labels.npy, and a folder to write to
   */
  public static void main(String[] arguments) {
    Rehearsal rehearsal = new Rehearsal(Path.of(arguments[0]), Path.of(arguments[1]));
    rehearsal.convert();
    rehearsal.predict();
  }

  private void convert() {
    String file = scratch.resolve("opt").toString();
    String folder = scratch.resolve("paddle").toString();
    run("opt", "--model_dir=" + model, "--optimize_out=" + file, "--quant_model=true", "--quant_type=QUANT_INT8");
    run("read", model.toString(), "optimize", "quantize", "int16", "--compatible", "write", folder, "--json");
    run("read", file + ".nb", "dequantize", "write", file + "_again.nb");
    run("inspect", file + ".nb");
    run("plugins");
    run("--version");
  }

  private void predict() {
    run("read", model.toString(), "optimize", "quantize", "int8", "evaluate", model.resolve("images.npy").toString(),
        model.resolve("labels.npy").toString());
    run("read", model.toString(), "predict", "--output", scratch.toString(), "--input",
        "image=" + model.resolve("images.npy"));
  }

  /** Run a command, or exit with what went wrong. */
  private static void run(String... arguments) {
    Main.main(arguments);
  }
}
