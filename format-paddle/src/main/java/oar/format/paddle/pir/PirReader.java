package oar.format.paddle.pir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import oar.api.error.ModelFormatException;
import oar.api.error.UnsupportedProgramException;
import oar.api.model.Program;

/**
 * Reads the programs of Paddle 3, which are JSON files in its intermediate representation PIR, as programs of Paddle 2.
 *
 * <p>A PIR program computes values that have numbers instead of names. What was an attribute is often an operand there, usually
 * a constant. An operation becomes the operator of Paddle 2 that means the same ({@link Operations}); a constant operand becomes
 * an attribute again, lists of values become the variables of one slot, loops and branches become blocks of their own that
 * overwrite variables.
 */
public final class PirReader {
  private PirReader() {}

  /**
   * Read a program, without its weights.
   *
   * @throws ModelFormatException if the file is damaged
   * @throws UnsupportedProgramException if operations have no meaning in Paddle 2, with all of them
   */
  public static Program read(Path file) throws IOException {
    PirBlock main = ProgramParser.parse(file);
    requireKnown(file, main);
    Translation translation = new Translation(file, main);
    translation.translate(main.operations());
    return new Program(DeadOperators.remove(translation.finish()), new LinkedHashMap<>(), 0, new LinkedHashMap<>());
  }

  private static void requireKnown(Path file, PirBlock main) {
    Map<String, Integer> unknown = new TreeMap<>();
    Deque<PirBlock> blocks = new ArrayDeque<>(List.of(main));
    while (!blocks.isEmpty()) {
      for (PirOperation operation : blocks.remove().operations()) {
        if (!Operations.has(operation.name())) {
          unknown.merge(operation.name(), 1, Integer::sum);
        }
        blocks.addAll(operation.regions());
      }
    }
    if (!unknown.isEmpty()) {
      throw new UnsupportedProgramException("format paddle cannot read " + file, unknown.entrySet().stream()
          .map(entry -> "operation " + entry.getKey() + " (" + entry.getValue()
              + (entry.getValue() == 1 ? " time" : " times") + ") is not supported")
          .toList());
    }
  }
}
