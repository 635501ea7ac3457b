package oar.format.paddle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import oar.api.error.ModelFormatException;

/** Where the weights of a program are: all in one file, or each in a file of its own. */
sealed interface ParameterFiles {
  /** One file with the record of every weight. */
  record Combined(Path file) implements ParameterFiles {}

  /** A folder with a file for each weight, of the weight's name. */
  record Separate(Path folder) implements ParameterFiles {
    /**
     * Return the file of a weight.
     *
     * @throws ModelFormatException if it is no regular file, or a symbolic link out of the folder
     */
    Path file(String weight) throws IOException {
      Path file = RegularFile.require(folder.resolve(weight));
      if (!file.toRealPath().startsWith(folder.toRealPath())) {
        throw new ModelFormatException(file, "this is a symbolic link out of the model's folder, to "
            + file.toRealPath() + "; put the file itself here");
      }
      return file;
    }

    /** Tell whether a weight can have a file of its name in the folder, and nowhere else. */
    private boolean canHave(String weight) {
      try {
        Path file = folder.resolve(weight);
        return folder.equals(file.getParent()) && file.getFileName().toString().equals(weight)
            && file.equals(file.normalize()) && weight.indexOf('\\') < 0;
      } catch (InvalidPathException e) {
        return false;
      }
    }

    private boolean has(String weight) {
      return canHave(weight) && Files.exists(folder.resolve(weight), LinkOption.NOFOLLOW_LINKS);
    }
  }

  /**
   * A name that parameter files have.
   *
   * @param file the name
   * @param program the name of the program that it goes with first of all
   */
  record Known(String file, String program) {}

  /** The names of parameter files in the order in which Paddle-Lite tries them. */
  List<Known> KNOWN = List.of(new Known("__params__", "__model__"), new Known("params", "model"),
      new Known("weights", "model"), new Known("model.pdiparams", "model.pdmodel"),
      new Known("inference.pdiparams", "inference.pdmodel"));

  /**
   * Find the files with the weights of a program.
   *
   * @param program the file with the program
   * @param weights names of all weights
   * @throws ModelFormatException if they are not there, with what was looked for
   */
  static ParameterFiles locate(Path program, List<String> weights) {
    Path folder = program.toAbsolutePath().getParent();
    Separate separate = new Separate(folder);
    if (weights.isEmpty()) {
      return separate;
    }
    List<String> twins = twins(program.getFileName().toString());
    for (String twin : twins) {
      if (!weights.contains(twin) && Files.exists(folder.resolve(twin))) {
        return new Combined(folder.resolve(twin));
      }
    }
    List<String> missing = weights.stream().filter(weight -> !separate.has(weight)).toList();
    if (missing.isEmpty()) {
      return separate;
    }
    for (Known known : KNOWN) {
      if (Files.exists(folder.resolve(known.file())) && !Files.exists(folder.resolve(known.program()))) {
        return new Combined(folder.resolve(known.file()));
      }
    }
    throw notFound(separate, twins, weights, missing);
  }

  /** Return the names that a program's parameter file has by convention. */
  private static List<String> twins(String program) {
    for (String suffix : List.of(ProgramLocator.PROGRAM_SUFFIX, ProgramLocator.PIR_SUFFIX)) {
      if (program.endsWith(suffix)) {
        return List.of(program.substring(0, program.length() - suffix.length()) + ".pdiparams");
      }
    }
    return KNOWN.stream().filter(known -> known.program().equals(program)).map(Known::file).toList();
  }

  private static ModelFormatException notFound(Separate separate, List<String> twins, List<String> weights,
      List<String> missing) {
    if (missing.size() < weights.size()) {
      return new ModelFormatException(separate.folder(), "files of " + missing.size() + " of " + weights.size()
          + " weights are missing, the first of them '" + missing.getFirst() + "'");
    }
    String lookedFor = Stream.concat(twins.stream(), KNOWN.stream().map(Known::file)).distinct()
        .collect(Collectors.joining(", ", "there is no parameter file; looked for ", ""));
    return weights.stream().filter(weight -> !separate.canHave(weight)).findFirst()
        .map(weight -> new ModelFormatException(separate.folder(), lookedFor + "; and a weight is named '" + weight
            + "', which cannot be the name of a file of its own here"))
        .orElseGet(() -> new ModelFormatException(separate.folder(), lookedFor + ", and a file for each of the "
            + weights.size() + " weights, such as '" + missing.getFirst() + "'; name the file if it is another"));
  }
}
