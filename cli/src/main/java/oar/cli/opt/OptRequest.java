package oar.cli.opt;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import oar.api.error.UnsupportedProgramException;
import oar.api.error.UsageException;
import oar.cli.stage.InputFiles;

/**
 * What opt is asked to make of models.
 *
 * @param models what to read and what to write, one or a set
 * @param out what {@code --optimize_out} names, where lists for tailoring go
 * @param settings how to treat the models
 */
record OptRequest(List<Job> models, Path out, OptSettings settings) {
  /** Create from a copy of the list. */
  OptRequest {
    models = List.copyOf(models);
  }

  /**
   * One model.
   *
   * @param model what to read
   * @param out what to write, without the ending that its type has
   */
  record Job(OptModel model, String out) {}

  /**
   * Read the flags.
   *
   * @throws UsageException if no model or output is named
   * @throws UnsupportedProgramException if a target is asked for that Oar does not optimise for, with all of them
   * @throws IOException if the folder of a set of models cannot be listed
   */
  static OptRequest of(OptFlags flags, OptSettings settings) throws IOException {
    if (!settings.targets().unsupported().isEmpty()) {
      throw new UnsupportedProgramException("opt cannot do all that is asked for",
          settings.targets().unsupported().stream()
              .map(target -> "--valid_targets: target " + target + " is not supported; arm is").toList());
    }
    String out = flags.text(OptFlag.OPTIMIZE_OUT);
    if (out.isEmpty()) {
      throw new UsageException("opt: name the output with --optimize_out");
    }
    String set = flags.text(OptFlag.MODEL_SET_DIR).isEmpty()
        ? flags.text(OptFlag.MODEL_SET)
        : flags.text(OptFlag.MODEL_SET_DIR);
    List<Job> jobs = set.isEmpty() ? List.of(new Job(OptModel.of(flags), out)) : jobs(Path.of(set), out);
    return new OptRequest(jobs, Path.of(out), settings);
  }

  private static List<Job> jobs(Path set, String out) throws IOException {
    InputFiles.require(set);
    try (Stream<Path> entries = Files.list(set)) {
      List<Path> folders = entries.filter(Files::isDirectory)
          .filter(folder -> !folder.getFileName().toString().startsWith(".")).sorted().toList();
      if (folders.isEmpty()) {
        throw new UsageException("[" + set + "] does not contain any model");
      }
      return folders.stream().map(
          folder -> new Job(OptModel.inFolder(folder), Path.of(out).resolve(folder.getFileName()).toString())).toList();
    }
  }
}
