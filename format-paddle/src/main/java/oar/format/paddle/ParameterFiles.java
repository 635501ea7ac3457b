package oar.format.paddle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

  /** What a parameter file may be called, whatever the program's name. */
  List<String> COMBINED_NAMES = List.of("__params__", "params", "weights", "model.pdiparams", "inference.pdiparams");

  /**
   * Find the files with the weights of a program.
   *
   * @param program the file with the program
   * @param weights names of all weights
   * @throws ModelFormatException if they are not there, with what was looked for
   */
  static ParameterFiles locate(Path program, List<String> weights) {
    Path folder = program.toAbsolutePath().getParent();
    if (weights.isEmpty()) {
      return new Separate(folder);
    }
    List<String> twins = twins(program.getFileName().toString());
    for (String twin : twins) {
      if (!weights.contains(twin) && Files.exists(folder.resolve(twin))) {
        return new Combined(folder.resolve(twin));
      }
    }
    Separate separate = new Separate(folder);
    List<String> missing = weights.stream().filter(weight -> !separate.has(weight)).toList();
    if (missing.isEmpty()) {
      return separate;
    }
    for (String name : COMBINED_NAMES) {
      if (Files.exists(folder.resolve(name))) {
        return new Combined(folder.resolve(name));
      }
    }
    for (String weight : weights) {
      if (!separate.canHave(weight)) {
        throw new ModelFormatException(folder, "a weight is named '" + weight + "', which cannot be the name of a file "
            + "here, and there is no file with all weights; " + lookedFor(twins));
      }
    }
    throw new ModelFormatException(folder, missing.size() < weights.size()
        ? "files of " + missing.size() + " of " + weights.size() + " weights are missing, the first of them '"
            + missing.getFirst() + "'"
        : "the program has " + weights.size() + " weights, but there is no parameter file; " + lookedFor(twins)
            + ", and a file for each weight, such as '" + missing.getFirst() + "'; name the file if it is another");
  }

  private static String lookedFor(List<String> twins) {
    List<String> names = new ArrayList<>(twins);
    COMBINED_NAMES.stream().filter(name -> !twins.contains(name)).forEach(names::add);
    return "looked for " + String.join(", ", names);
  }

  /** Return the names that a program's parameter file has by convention. */
  private static List<String> twins(String program) {
    return switch (program) {
      case "__model__" -> List.of("__params__");
      case "model" -> List.of("params", "weights");
      default -> program.endsWith(ProgramLocator.PROGRAM_SUFFIX)
          ? List.of(program.substring(0, program.length() - ProgramLocator.PROGRAM_SUFFIX.length()) + ".pdiparams")
          : List.of();
    };
  }
}
