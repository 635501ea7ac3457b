package oar.format.paddle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import oar.api.error.ModelFormatException;

/** Finds the file with the program of a model. */
final class ProgramLocator {
  static final String PROGRAM_SUFFIX = ".pdmodel";
  /** How the names of programs of Paddle 3 end. */
  static final String PIR_SUFFIX = ".json";

  private static final Set<String> PROGRAM_NAMES = Set.of("__model__", "model");
  private static final List<String> PARAMETER_SUFFIXES = List.of(".pdiparams", "__params__");
  private static final List<String> PICKLE_SUFFIXES = List.of(".pdparams", ".pdopt");
  private static final String PIR_MAGIC = "\"magic\":\"pir\"";
  /** Enough of a PIR program, indented or not, to reach its magic. */
  private static final int PIR_HEAD = 256;
  private static final int VARINT_BYTES = 5;
  /** Block 0, whose parent is block -1: the fields idx and parent_idx, which every writer puts first. */
  private static final byte[] FIRST_BLOCK = {0x08, 0x00, 0x10, -1, -1, -1, -1, -1, -1, -1, -1, -1, 0x01};
  private static final byte BLOCKS_TAG = 0x0a;

  private ProgramLocator() {}

  /** Tell whether a path looks like a model of Paddle, readable or not. */
  static boolean recognizes(Path source) throws IOException {
    if (Files.isDirectory(source)) {
      return !filesIn(source, ProgramLocator::looksLikeOne).isEmpty();
    }
    return Files.isRegularFile(source) && (looksLikeOne(source) || beginsLikeProgram(source));
  }

  private static boolean looksLikeOne(Path file) {
    return isProgram(file) || endsWithAny(file, PARAMETER_SUFFIXES) || endsWithAny(file, PICKLE_SUFFIXES);
  }

  /** Tell whether a file with a program is one of Paddle 3, in PIR. */
  static boolean isPirName(Path program) {
    return program.getFileName().toString().endsWith(PIR_SUFFIX);
  }

  /**
   * Find the file with the program.
   *
   * @param source a folder, or the file itself
   * @throws ModelFormatException if there is none, or more than one
   */
  static Path locate(Path source) throws IOException {
    if (!Files.isDirectory(source)) {
      RegularFile.require(source);
      refuseOtherKinds(List.of(source));
      return source;
    }
    List<Path> programs = filesIn(source, ProgramLocator::isProgram);
    if (programs.size() > 1) {
      throw new ModelFormatException(source, "several programs are here: " + names(programs)
          + "; name the file that you want, and its parameter file");
    }
    if (programs.size() == 1) {
      return programs.getFirst();
    }
    refuseOtherKinds(filesIn(source, Files::isRegularFile));
    for (String name : PROGRAM_NAMES) {
      if (Files.exists(source.resolve(name))) {
        RegularFile.require(source.resolve(name));
      }
    }
    throw new ModelFormatException(source, "there is no program here; looked for "
        + String.join(", ", PROGRAM_NAMES.stream().sorted().toList()) + ", *" + PROGRAM_SUFFIX
        + " and *" + PIR_SUFFIX + " with the magic of Paddle 3's PIR");
  }

  private static void refuseOtherKinds(List<Path> files) throws IOException {
    for (Path file : files) {
      if (endsWithAny(file, PICKLE_SUFFIXES)) {
        RegularFile.requireNoPickle(file);
      }
      if (endsWithAny(file, PARAMETER_SUFFIXES)) {
        throw new ModelFormatException(file,
            "this is a parameter file; name the program, a " + PROGRAM_SUFFIX + " or __model__ file, or its folder");
      }
    }
  }

  private static boolean isProgram(Path file) {
    String name = file.getFileName().toString();
    return (PROGRAM_NAMES.contains(name) || name.endsWith(PROGRAM_SUFFIX)) && Files.isRegularFile(file) || isPir(file);
  }

  private static boolean isPir(Path file) {
    try {
      return isPirName(file) && Files.isRegularFile(file)
          && new String(RegularFile.firstBytes(file, PIR_HEAD), StandardCharsets.UTF_8).replaceAll("\\s", "")
              .contains(PIR_MAGIC);
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean beginsLikeProgram(Path file) throws IOException {
    byte[] head = RegularFile.firstBytes(file, 1 + VARINT_BYTES + FIRST_BLOCK.length);
    if (head.length == 0 || head[0] != BLOCKS_TAG) {
      return false;
    }
    int block = 1;
    while (block < head.length && head[block] < 0) {
      block++;
    }
    int from = Math.min(block + 1, head.length);
    return Arrays.equals(head, from, Math.min(from + FIRST_BLOCK.length, head.length), FIRST_BLOCK, 0,
        FIRST_BLOCK.length);
  }

  private static boolean endsWithAny(Path file, List<String> suffixes) {
    String name = file.getFileName().toString();
    return suffixes.stream().anyMatch(name::endsWith);
  }

  private static List<Path> filesIn(Path folder, Predicate<Path> wanted) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(wanted).sorted().toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static String names(List<Path> files) {
    return String.join(", ", files.stream().map(file -> file.getFileName().toString()).toList());
  }
}
